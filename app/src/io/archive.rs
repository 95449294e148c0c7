//! Files as one ZIP archive.

use std::io::{self, Write};

use rawzip::{CompressionMethod, Error, ZipArchiveWriter};

/// A file of an archive.
pub(crate) struct ArchiveFile {
    /// Its path within the archive, with `/` between the parts.
    pub(crate) path: String,
    pub(crate) content: Vec<u8>,
    /// The content compressed by raw deflate; none: it is stored as it is.
    pub(crate) deflated: Option<Vec<u8>>,
}

impl ArchiveFile {
    /// A file that is stored as it is.
    pub(crate) fn stored(path: impl Into<String>, content: impl Into<Vec<u8>>) -> Self {
        Self {
            path: path.into(),
            content: content.into(),
            deflated: None,
        }
    }
}

/// An archive of files.
///
/// # Errors
///
/// The library's own, where a name cannot be in an archive.
pub(crate) fn zip(files: &[ArchiveFile]) -> Result<Vec<u8>, Error> {
    let mut archive = ZipArchiveWriter::new(Vec::new());
    for file in files {
        let method = match file.deflated {
            Some(_) => CompressionMethod::DEFLATE,
            None => CompressionMethod::STORE,
        };
        let entry = archive
            .new_file(file.path.as_str())
            .compression_method(method);
        let (mut entry, settings) = entry.start()?;
        // The library counts and sums what it is given, which is the content itself.
        let mut writer = settings.wrap(Substitute {
            out: &mut entry,
            instead: file.deflated.as_deref(),
        });
        writer.write_all(&file.content)?;
        let (substitute, descriptor) = writer.finish()?;
        substitute.finish()?;
        entry.finish(descriptor)?;
    }
    archive.finish()
}

/// Writes the compressed content in place of the content, where there is one.
struct Substitute<'a, W> {
    out: &'a mut W,
    instead: Option<&'a [u8]>,
}

impl<W: Write> Substitute<'_, W> {
    fn finish(self) -> io::Result<()> {
        match self.instead {
            Some(deflated) => self.out.write_all(deflated),
            None => Ok(()),
        }
    }
}

impl<W: Write> Write for Substitute<'_, W> {
    fn write(&mut self, content: &[u8]) -> io::Result<usize> {
        match self.instead {
            Some(_) => Ok(content.len()),
            None => self.out.write(content),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An archive with one file, stored and compressed: sizes, method and content.
    fn check(file: ArchiveFile, size: u64, packed: u64) {
        let path = file.path.clone();
        let bytes = zip(&[file]).unwrap();
        let archive = rawzip::ZipArchive::from_slice(&bytes).unwrap();
        let entry = archive.entries().next().unwrap().unwrap();
        let found = entry.file_path().try_normalize().unwrap();
        assert_eq!(found.as_ref(), path);
        assert_eq!(entry.uncompressed_size_hint(), size);
        assert_eq!(entry.compressed_size_hint(), packed);
    }

    #[test]
    fn an_archive_holds_its_files() {
        check(ArchiveFile::stored("work/a.yaml", "one: 1\n"), 7, 7);
        let ten = ArchiveFile {
            path: "site/b.js".to_owned(),
            content: vec![b'a'; 10],
            // Raw deflate of ten times `a`.
            deflated: Some(vec![0x4b, 0x84, 0x03, 0x00]),
        };
        check(ten, 10, 4);
    }
}
