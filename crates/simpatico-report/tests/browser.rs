//! The page in a real browser, where there is one: `CHROMIUM` names it, else the usual names on the path are tried.

mod common;

use std::path::PathBuf;
use std::process::Command;

use simpatico::{Locale, ModelKind};
use simpatico_report::ReportOptions;

fn browser() -> Option<PathBuf> {
    if let Some(named) = std::env::var_os("CHROMIUM") {
        return Some(PathBuf::from(named));
    }
    let folders: Vec<PathBuf> = std::env::split_paths(&std::env::var_os("PATH")?).collect();
    let names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
    names.iter().flat_map(|name| folders.iter().map(move |folder| folder.join(name))).find(|path| path.is_file())
}

/// Puts the page into a frame of this width and measures it there: the page itself has no scripts.
fn frame(page: &str, width: u32) -> String {
    let quoted = page.replace('&', "&amp;").replace('"', "&quot;");
    format!(
        r#"<!doctype html><meta charset="utf-8"><body><iframe width="{width}" height="900" style="border:0" srcdoc="{quoted}"></iframe>
<script>
const frame = document.querySelector("iframe");
frame.addEventListener("load", () => {{
  const page = frame.contentDocument;
  page.querySelectorAll("details").forEach(details => details.open = true);
  const wide = [...page.body.querySelectorAll("*")].filter(e => e.getBoundingClientRect().right > {width} + 0.5 && !e.closest(".skip"));
  const small = [...page.querySelectorAll("p, li, td, th, summary, text")].filter(e => {{
    const scale = e.closest("svg") ? e.closest("svg").getBoundingClientRect().width / 360 : 1;
    return parseFloat(page.defaultView.getComputedStyle(e).fontSize) * scale < 9.5;
  }});
  document.body.textContent = "measured:" + JSON.stringify({{
    overflow: page.documentElement.scrollWidth - {width},
    wide: wide.slice(0, 3).map(e => e.outerHTML.slice(0, 80)),
    small: small.slice(0, 3).map(e => e.outerHTML.slice(0, 80)),
    words: page.body.innerText.length,
  }}) + ":end";
}});
</script>"#
    )
}

#[test]
fn the_page_fits_a_phone_and_a_desk_without_errors() {
    let Some(browser) = browser() else {
        println!("skipped: no chromium on the path, and CHROMIUM is not set");
        return;
    };
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
    let locales = [Locale::English, Locale::Spanish];
    for (page, locale) in sample_pages(&locales).iter().zip(locales) {
        for width in [390, 1280] {
            let file = folder.join(format!("frame-{locale}-{width}.html"));
            std::fs::write(&file, frame(page, width)).unwrap();
            let output = Command::new(&browser)
                .args([
                    "--headless",
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-extensions",
                    "--enable-logging=stderr",
                ])
                .args(["--virtual-time-budget=10000", "--window-size=1400,1000", "--dump-dom"])
                .arg(format!("--user-data-dir={}", folder.join("browser").display()))
                .arg(&file)
                .output()
                .unwrap();
            let (shown, told) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
            let measured = shown.split("measured:").nth(1).and_then(|rest| rest.split(":end").next());
            let measured = measured.unwrap_or_else(|| panic!("the browser measured nothing: {told}"));
            let measured: serde_json::Value =
                serde_json::from_str(&measured.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"))
                    .unwrap();
            assert!(measured["overflow"].as_i64().unwrap() <= 0, "{locale} at {width}: {measured}");
            assert_eq!(measured["wide"], serde_json::json!([]), "{locale} at {width}");
            assert_eq!(measured["small"], serde_json::json!([]), "{locale} at {width}");
            assert!(measured["words"].as_u64().unwrap() > 5_000, "{locale} at {width}: {measured}");
            let errors: Vec<&str> = told.lines().filter(|line| line.contains("CONSOLE")).collect();
            assert!(errors.is_empty(), "{locale} at {width}: {errors:?}");
        }
    }
}

fn sample_pages(locales: &[Locale]) -> Vec<String> {
    common::sample_pages(ModelKind::Fast, &ReportOptions::default(), locales, &[])
}
