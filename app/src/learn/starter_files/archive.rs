//! Files as one ZIP archive, stored as they are: they are a few kilobytes.

use std::io::Write;

use model::starter::StarterFile;
use rawzip::{CompressionMethod, Error, ZipArchiveWriter};

/// An archive of files in a folder.
///
/// # Errors
///
/// The library's own, where a name cannot be in an archive.
pub(super) fn zip(folder: &str, files: &[StarterFile]) -> Result<Vec<u8>, Error> {
    let mut archive = ZipArchiveWriter::new(Vec::new());
    for file in files {
        let path = format!("{folder}/{}", file.path);
        let entry = archive
            .new_file(path.as_str())
            .compression_method(CompressionMethod::STORE);
        let (mut entry, settings) = entry.start()?;
        let mut writer = settings.wrap(&mut entry);
        writer.write_all(file.text.as_bytes())?;
        let (_, descriptor) = writer.finish()?;
        entry.finish(descriptor)?;
    }
    archive.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_archive_holds_its_files() {
        let file = |path: &str, text: &str| StarterFile {
            path: path.to_owned(),
            text: text.to_owned(),
        };
        let files = [file("a.yaml", "one: 1\n"), file("src/b.js", "2;\n")];
        let bytes = zip("work", &files).unwrap();
        let archive = rawzip::ZipArchive::from_slice(&bytes).unwrap();
        let names: Vec<String> = archive
            .entries()
            .map(|entry| {
                let path = entry.unwrap().file_path().try_normalize().unwrap();
                path.as_ref().to_owned()
            })
            .collect();
        assert_eq!(names, ["work/a.yaml", "work/src/b.js"]);
    }
}
