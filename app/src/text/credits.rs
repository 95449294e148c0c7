//! The sources of the page's data; three of their licences require visible attribution.

use super::language::{Phrase, phrase};
pub(crate) const CREDITS: Phrase = phrase(
    "Contains data from GeoNames (CC BY 4.0) and from the Open University Learning Analytics \
     dataset (Kuzilek et al. 2017, CC BY 4.0). Map: Natural Earth.",
);
pub(crate) const ALL_CREDITS: Phrase = phrase("All sources and licences");
pub(crate) const FACTS: Phrase = phrase("The facts");
pub(crate) const LAB: Phrase = phrase("Sandbox lab: write a grader, or attack one");
pub(crate) const MODEL: Phrase = phrase("What this model knows and does not");
