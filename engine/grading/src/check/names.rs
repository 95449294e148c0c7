//! The names within a function: each block has its own, which end with it.

use crate::function::Type;

#[derive(Default)]
pub(super) struct Names {
    /// The types of all variables so far.
    types: Vec<Type>,
    /// The names that can be used here, the innermost last.
    visible: Vec<(String, usize)>,
    /// How many names were visible where the block begins.
    block_start: usize,
}

impl Names {
    pub(super) fn add(&mut self, name: &str, of: Type) -> usize {
        let variable = self.types.len();
        self.types.push(of);
        self.visible.push((name.to_owned(), variable));
        variable
    }

    /// The variable of this name, and its type.
    pub(super) fn find(&self, name: &str) -> Option<(usize, Type)> {
        let mut visible = self.visible.iter().rev();
        let (_, variable) = visible.find(|(known, _)| known == name)?;
        Some((*variable, *self.types.get(*variable)?))
    }

    pub(super) fn is_in_block(&self, name: &str) -> bool {
        let block = self.visible.iter().skip(self.block_start);
        block.into_iter().any(|(known, _)| known == name)
    }

    /// Begins a block. Returns what [`Names::leave`] needs.
    pub(super) fn enter(&mut self) -> usize {
        std::mem::replace(&mut self.block_start, self.visible.len())
    }

    pub(super) fn leave(&mut self, before: usize) {
        self.visible.truncate(self.block_start);
        self.block_start = before;
    }

    pub(super) fn visible(&self) -> impl Iterator<Item = &str> {
        self.visible.iter().map(|(name, _)| name.as_str())
    }

    pub(super) fn into_types(self) -> Vec<Type> {
        self.types
    }
}
