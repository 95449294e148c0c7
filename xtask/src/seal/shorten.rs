//! The first page without its comments and its indentation: 1 KB less in a first visit, once it is compressed.

/// The page without comments of HTML, of its inline styles, and of its inline scripts where they are lines of their own, and
/// without the blanks at the beginnings of lines.
pub(super) fn shorten(page: &str) -> String {
    let page = without(&without(page, "<!--", "-->"), "/*", "*/");
    let lines = page.lines().map(str::trim_start);
    let kept: Vec<&str> = lines
        .filter(|line| !line.is_empty() && !line.starts_with("//"))
        .collect();
    kept.join("\n") + "\n"
}

/// A text without the parts between these marks. A part without an end stays.
fn without(text: &str, begin: &str, end: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once(begin) {
        let Some((_, after)) = behind.split_once(end) else {
            break;
        };
        kept.push_str(before);
        rest = after;
    }
    kept + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_people_read_is_left_out() {
        let page = "<head>\n  <!-- why\n  it is so -->\n  <style>\n    /* a rule */\n    p { top: 0 }\n  </style>\n  <script>\n    \
                    // a reason\n    const at = \"https://a.example\"; // stays\n  </script>\n";
        let expected = "<head>\n<style>\np { top: 0 }\n</style>\n<script>\nconst at = \"https://a.example\"; // stays\n</script>\n";
        assert_eq!(shorten(page), expected);
        assert_eq!(shorten("a /* b"), "a /* b\n");
    }
}
