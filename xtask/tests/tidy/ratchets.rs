//! How much of each rule the code does not keep yet. A number may only fall, and goes at zero.

/// Rule, package, and the most findings.
const RATCHETS: &[(&str, &str, usize)] = &[];

/// What is wrong where a rule has more findings in a package than are known; a note where it has fewer.
pub(crate) fn check(rule: &str, package: &str, findings: &[String]) -> Result<(), String> {
    let known = RATCHETS
        .iter()
        .find(|(of_rule, of_package, _)| *of_rule == rule && *of_package == package);
    let most = known.map_or(0, |(_, _, most)| *most);
    let count = findings.len();
    if count > most {
        let findings = findings.join("\n  ");
        return Err(format!(
            "{rule}: {package} has {count} findings, and {most} are known:\n  {findings}"
        ));
    }
    if count < most {
        println!("{rule}: {package} has {count} findings left; its ratchet may fall from {most}");
    }
    Ok(())
}
