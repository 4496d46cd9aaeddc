import os
from pathlib import Path

from conan import ConanFile
from conan.errors import ConanInvalidConfiguration
from conan.tools.files import copy, rm


class Simpatico(ConanFile):
    name = "simpatico"
    version = "0.1.0"
    license = "MIT OR Apache-2.0"
    description = (
        "Reads customer-support text in English and Spanish: what customers feel, need and why, "
        "and how well a reply meets them."
    )
    topics = ("nlp", "sentiment", "emotion", "empathy", "customer-support")
    settings = "os", "arch", "compiler", "build_type"
    options = {"shared": [True, False], "accurate": [True, False]}
    default_options = {"shared": True, "accurate": True}
    package_type = "library"

    def configure(self):
        # A C interface: neither the C++ library nor its standard matters.
        self.settings.rm_safe("compiler.libcxx")
        self.settings.rm_safe("compiler.cppstd")

    def validate(self):
        if self.settings.os not in ("Linux", "Macos", "FreeBSD"):
            raise ConanInvalidConfiguration(f"bindings/c/install does not know {self.settings.os}")

    def export_sources(self):
        root = Path(self.recipe_folder).parents[3]
        copy(self, "*", root, self.export_sources_folder, excludes=("target/*", ".git/*"))

    def package(self):
        environment = {
            "PREFIX": self.package_folder,
            "CARGO_TARGET_DIR": os.path.join(self.build_folder, "cargo"),
            "CARGO_BUILD_FLAGS": "" if self.options.accurate else "--no-default-features",
        }
        words = " ".join(f'{name}="{value}"' for name, value in environment.items())
        self.run(f"{words} {self.source_folder}/bindings/c/install")
        lib = os.path.join(self.package_folder, "lib")
        if self.options.shared:
            rm(self, "libsimpatico.a", lib)
        else:
            rm(self, "libsimpatico.so*", lib)
            rm(self, "libsimpatico*.dylib", lib)

    def package_info(self):
        self.cpp_info.libs = ["simpatico"]
        self.cpp_info.set_property("cmake_target_name", "simpatico::simpatico")
        self.cpp_info.set_property("pkg_config_name", "simpatico")
        if not self.options.shared and self.settings.os != "Macos":
            self.cpp_info.system_libs = ["gcc_s", "pthread", "m", "dl"]
