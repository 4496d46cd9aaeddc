//! Gives the shared library the name that programs look it up by: rustc sets none.

use std::env::var;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let [os, family, major, minor] =
        ["CARGO_CFG_TARGET_OS", "CARGO_CFG_TARGET_FAMILY", "CARGO_PKG_VERSION_MAJOR", "CARGO_PKG_VERSION_MINOR"]
            .map(|name| var(name).unwrap_or_default());
    // Below 1.0 a minor version may break what programs rely on.
    let abi = if major == "0" { format!("0.{minor}") } else { major };
    if os == "macos" {
        println!("cargo::rustc-cdylib-link-arg=-Wl,-install_name,@rpath/libsimpatico.{abi}.dylib");
    } else if family == "unix" {
        println!("cargo::rustc-cdylib-link-arg=-Wl,-soname,libsimpatico.so.{abi}");
    }
}
