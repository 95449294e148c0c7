//! A program that answers, in the languages in which one is short and needs no other package.

use super::super::StarterFile;
use crate::catalog::Runtime;
use crate::catalog::package::is_image;
use crate::scenario::Step;

const NODE: &str = "\
// TODO: put the work here.
export const handler = async () => ({ statusCode: 200, body: \"done\" });
";

const PYTHON: &str = "\
def handler(event, context):
    # TODO: put the work here.
    return {\"statusCode\": 200, \"body\": \"done\"}
";

const JAVA: &str = "\
package work;

import java.util.Map;

public class Handler {
    // TODO: put the work here.
    public Map<String, Object> handleRequest(Map<String, Object> event) {
        return Map.of(\"statusCode\", 200, \"body\", \"done\");
    }
}
";

const MAVEN: &str = "\
<project xmlns=\"http://maven.apache.org/POM/4.0.0\">
  <modelVersion>4.0.0</modelVersion>
  <groupId>work</groupId>
  <artifactId>work</artifactId>
  <version>1</version>
  <properties>
    <maven.compiler.release>21</maven.compiler.release>
    <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
  </properties>
</project>
";

/// The files of a step's program; none where its language needs more than a file or two.
pub(super) fn files(step: &Step) -> Vec<StarterFile> {
    let files: &[(&str, &str)] = match step.work.runtime {
        _ if is_image(step.work.dependencies_mb) => &[],
        Runtime::Node => &[("index.mjs", NODE)],
        Runtime::Python => &[("index.py", PYTHON)],
        Runtime::Java => &[
            ("pom.xml", MAVEN),
            ("src/main/java/work/Handler.java", JAVA),
        ],
        Runtime::Go | Runtime::Rust | Runtime::DotNet => &[],
    };
    let file = |&(path, text): &(&str, &str)| StarterFile {
        path: format!("{}/{path}", step.id),
        text: text.to_owned(),
    };
    files.iter().map(file).collect()
}
