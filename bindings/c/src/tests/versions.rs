//! Versions in the header are the package's.

use crate::status::simpatico_status;
use crate::version::{
    SIMPATICO_ABI_VERSION, SIMPATICO_SCHEMA, SIMPATICO_VERSION_MAJOR, SIMPATICO_VERSION_MINOR, SIMPATICO_VERSION_PATCH,
    simpatico_abi_version, simpatico_check_abi, simpatico_schema,
};

#[test]
fn macros_are_the_packages_version() {
    let parts = format!("{SIMPATICO_VERSION_MAJOR}.{SIMPATICO_VERSION_MINOR}.{SIMPATICO_VERSION_PATCH}");
    assert_eq!(parts, env!("CARGO_PKG_VERSION"));
    assert_eq!((SIMPATICO_SCHEMA, simpatico_schema()), (simpatico_core::SCHEMA, simpatico_core::SCHEMA));
    let header = include_str!("../../include/simpatico.h");
    assert!(header.contains(&format!("#define SIMPATICO_VERSION \"{parts}\"\n")));
    assert!(include_str!("../../packaging/conan/conanfile.py").contains(&format!("version = \"{parts}\"\n")));
    assert!(include_str!("../../packaging/vcpkg/vcpkg.json").contains(&format!("\"version\": \"{parts}\",\n")));
}

#[test]
fn another_abi_is_refused() {
    assert_eq!(simpatico_check_abi(simpatico_abi_version()), simpatico_status::Ok);
    assert_eq!(simpatico_check_abi(SIMPATICO_ABI_VERSION + 1), simpatico_status::AbiMismatch);
}
