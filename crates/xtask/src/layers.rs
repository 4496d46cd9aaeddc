//! One direction of dependency between the modules of the core.

use std::fs;
use std::path::{Path, PathBuf};

use crate::Failure;

/// From the ground up; a module may use itself and what stands before it.
const ORDER: &[&str] = &[
    "error",
    "hash",
    "label",
    "words",
    "span",
    "redact",
    "data",
    "text",
    "neural",
    "detect",
    "score",
    "custom",
    "analyzer",
    "draft",
    "conversation",
    "reflection",
    "report",
];

pub(crate) fn run() -> Result<(), Failure> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../simpatico/src");
    let mut faults = 0;
    let mut seen = 0;
    for path in sources(&root)? {
        let inside = path.strip_prefix(&root)?.to_string_lossy().into_owned();
        let module = inside.split(['/', '\\', '.']).next().unwrap_or_default();
        let Some(floor) = ORDER.iter().position(|known| *known == module) else {
            if module != "lib" {
                return Err(format!("{inside}: module {module:?} has no place in the order").into());
            }
            continue;
        };
        let text = fs::read_to_string(&path)?;
        let code = text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
        for (number, line) in code.lines().enumerate() {
            for used in line.split("crate::").skip(1).filter(|_| !line.trim_start().starts_with("//")) {
                let used = used.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default();
                let Some(level) = ORDER.iter().position(|known| *known == used) else { continue };
                seen += 1;
                if level > floor {
                    println!("{inside}:{}: {module} must not use {used}", number + 1);
                    faults += 1;
                }
            }
        }
    }
    if faults > 0 {
        return Err(format!("{faults} imports against the direction {}", ORDER.join(" <- ")).into());
    }
    println!("{seen} imports, all in the direction {}", ORDER.join(" <- "));
    Ok(())
}

fn sources(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            paths.extend(sources(&path)?);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths)
}
