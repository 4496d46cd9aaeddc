//! The committed header is the one that the sources make, and leaves no function out.

use std::path::{Path, PathBuf};

/// Modules in the order in which a reader of the header meets them.
const MODULES: [&str; 21] = [
    "version",
    "text",
    "status",
    "label",
    "family",
    "locale",
    "redactor",
    "builder",
    "analyzer",
    "judgement",
    "analysis",
    "reply",
    "batch",
    "draft",
    "turn",
    "turn_analysis",
    "course",
    "conversation",
    "session",
    "profile",
    "reflection",
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

fn made() -> String {
    let config = cbindgen::Config::from_file(root().join("cbindgen.toml")).unwrap();
    let builder = cbindgen::Builder::new().with_config(config);
    let sources = MODULES.map(|module| root().join(format!("src/{module}.rs")));
    let mut made = Vec::new();
    sources.iter().fold(builder, |builder, source| builder.with_src(source)).generate().unwrap().write(&mut made);
    String::from_utf8(made).unwrap()
}

#[test]
fn the_header_is_made_from_the_sources() {
    let (made, path) = (made(), root().join("include/simpatico.h"));
    if std::env::var_os("UPDATE_EXPECTED").is_some_and(|value| value == "1") {
        std::fs::write(&path, &made).unwrap();
    }
    let committed = std::fs::read_to_string(&path).unwrap();
    assert!(committed == made, "include/simpatico.h is not what the sources make: UPDATE_EXPECTED=1 writes it anew");
}

#[test]
fn every_function_is_in_the_header_with_its_documentation() {
    let header = made();
    let mut seen = 0;
    for module in std::fs::read_dir(root().join("src")).unwrap() {
        let path = module.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "rs") {
            continue;
        }
        let source = std::fs::read_to_string(&path).unwrap();
        for exported in source.split("#[unsafe(no_mangle)]").skip(1) {
            let name = exported.split("fn ").nth(1).and_then(|rest| rest.split('(').next()).unwrap();
            let (before, _) =
                header.split_once(&format!(" {name}(")).unwrap_or_else(|| panic!("no {name} in the header"));
            let (comment, _) = before.rsplit_once("*/").unwrap();
            let (_, comment) = comment.rsplit_once("/**").unwrap();
            assert!(comment.contains("Threads:") || comment.contains(" As `"), "{name} says from which threads");
            seen += 1;
        }
    }
    assert!(seen > 50, "{seen} functions");
}
