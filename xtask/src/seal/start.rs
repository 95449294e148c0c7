//! The script that starts the page's program.
//!
//! Trunk imports the program statically, and has the browser fetch it early. A frame without an origin may import nothing:
//! there `packed_start.js` starts the page, and this script has to do nothing instead of failing. Elsewhere a script at the
//! head of `app/index.html` fetches the program and compiles it, as `programs.app`.

use crate::problem::{Problem, Result};

/// What Trunk writes, up to the address of the program's module.
const STATIC_IMPORT: &str = "import init, * as bindings from '";
/// What Trunk writes to have the program fetched early, up to its address.
const PRELOAD: &str = "<link rel=\"preload\" href=\"";

/// The page with a start script that imports the program only where the page has an origin, and without the element that has
/// it fetched a second time. A page without a program stays as it is.
pub(super) fn with_an_origin(page: &str) -> Result<String> {
    let Some(from) = page.find(STATIC_IMPORT) else {
        return Ok(page.to_owned());
    };
    let unknown = || {
        Problem::new("Trunk writes another start script than before: see xtask/src/seal/start.rs")
    };
    let script = &page[from..];
    let script = &script[..script.find("</script>").ok_or_else(unknown)?];
    let module = script.split('\'').nth(1).ok_or_else(unknown)?;
    let start = format!(
        "if (self.origin !== \"null\") {{\n  const {{ default: start }} = await import('{module}');\n  \
         await start({{ module_or_path: window.programs?.app }});\n}}\n"
    );
    let page = page.replacen(script, &start, 1);
    let (before, preload) = page.split_once(PRELOAD).ok_or_else(unknown)?;
    let (_, after) = preload.split_once('>').ok_or_else(unknown)?;
    Ok(format!("{before}{after}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_program_starts_where_the_page_has_an_origin() {
        let page = "<script type=\"module\">\nimport init, * as bindings from './app.js';\n\
                    const wasm = await init({ module_or_path: './app_bg.wasm' });\n\
                    window.wasmBindings = bindings;\n</script>\
                    <link rel=\"preload\" href=\"./app_bg.wasm\" as=\"fetch\"><p>";
        let expected = "<script type=\"module\">\nif (self.origin !== \"null\") {\n  \
                        const { default: start } = await import('./app.js');\n  \
                        await start({ module_or_path: window.programs?.app });\n}\n</script><p>";
        assert_eq!(with_an_origin(page).unwrap(), expected);
        assert_eq!(with_an_origin("<p>").unwrap(), "<p>");
        assert!(with_an_origin("import init, * as bindings from './app.js'").is_err());
    }
}
