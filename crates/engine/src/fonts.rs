//! Finds the fonts on this computer for scripts that the bundled Latin fonts do not have: Noto where it is installed,
//! else what comes with macOS or Windows. Files are mapped, so a font costs memory only where it is read.

use std::collections::HashMap;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use memmap2::Mmap;
use render::text::FontFile;

/// Folders below a font folder that are looked into.
const DEPTH_MAX: usize = 3;
/// Files looked at in all.
const FILES_MAX: usize = 50_000;

/// A script and the files that draw it. Names are tried in order; all that exist of the first kind that exists are used.
struct Script {
    /// First and last code of the script's blocks.
    blocks: &'static [(u32, u32)],
    /// What follows "NotoSans" in the names of Noto's files; several when several are needed.
    noto: &'static [&'static str],
    /// File names where there is no Noto.
    others: &'static [&'static str],
}

const fn script(
    blocks: &'static [(u32, u32)],
    noto: &'static [&'static str],
    others: &'static [&'static str],
) -> Script {
    Script { blocks, noto, others }
}

const INDIC: &[&str] = &["Nirmala.ttc", "Nirmala.ttf", "NirmalaB.ttf"];
const LEELAWADEE: &[&str] =
    &["LeelawUI.ttf", "LeelaUIb.ttf", "Thonburi.ttc", "Lao Sangam MN.ttf", "Khmer Sangam MN.ttf"];
const SEGOE: &[&str] =
    &["segoeui.ttf", "segoeuib.ttf", "SFNS.ttf", "Mshtakan.ttc", "SFGeorgian.ttf", "SFHebrew.ttf"];

const SCRIPTS: &[Script] = &[
    script(&[(0x590, 0x5FF), (0xFB1D, 0xFB4F)], &["Hebrew"], SEGOE),
    script(
        &[(0x600, 0x6FF), (0x750, 0x77F), (0x8A0, 0x8FF), (0xFB50, 0xFDFF), (0xFE70, 0xFEFC)],
        &["Arabic"],
        &["segoeui.ttf", "segoeuib.ttf", "SFArabic.ttf", "GeezaPro.ttc"],
    ),
    script(
        &[(0x900, 0x97F), (0xA8E0, 0xA8FF)],
        &["Devanagari"],
        &["Nirmala.ttc", "Nirmala.ttf", "NirmalaB.ttf", "Kohinoor.ttc", "Devanagari Sangam MN.ttc"],
    ),
    script(
        &[(0x980, 0x9FF)],
        &["Bengali"],
        &["Nirmala.ttc", "Nirmala.ttf", "NirmalaB.ttf", "KohinoorBangla.ttc", "Bangla Sangam MN.ttc"],
    ),
    script(
        &[(0xA00, 0xA7F)],
        &["Gurmukhi"],
        &["Nirmala.ttc", "Nirmala.ttf", "NirmalaB.ttf", "Gurmukhi Sangam MN.ttc"],
    ),
    script(
        &[(0xA80, 0xAFF)],
        &["Gujarati"],
        &["Nirmala.ttc", "Nirmala.ttf", "NirmalaB.ttf", "KohinoorGujarati.ttc"],
    ),
    script(&[(0xB00, 0xB7F)], &["Oriya"], INDIC),
    script(
        &[(0xB80, 0xBFF)],
        &["Tamil"],
        &["Nirmala.ttc", "Nirmala.ttf", "NirmalaB.ttf", "Tamil Sangam MN.ttc"],
    ),
    script(
        &[(0xC00, 0xC7F)],
        &["Telugu"],
        &["Nirmala.ttc", "Nirmala.ttf", "NirmalaB.ttf", "KohinoorTelugu.ttc"],
    ),
    script(
        &[(0xC80, 0xCFF)],
        &["Kannada"],
        &["Nirmala.ttc", "Nirmala.ttf", "NirmalaB.ttf", "NotoSansKannada.ttc"],
    ),
    script(
        &[(0xD00, 0xD7F)],
        &["Malayalam"],
        &["Nirmala.ttc", "Nirmala.ttf", "NirmalaB.ttf", "Malayalam Sangam MN.ttc"],
    ),
    script(
        &[(0xD80, 0xDFF)],
        &["Sinhala"],
        &["Nirmala.ttc", "Nirmala.ttf", "NirmalaB.ttf", "Sinhala Sangam MN.ttc"],
    ),
    script(&[(0xE00, 0xE7F)], &["Thai"], LEELAWADEE),
    script(&[(0xE80, 0xEFF)], &["Lao"], LEELAWADEE),
    script(&[(0xF00, 0xFFF)], &["Tibetan", "SerifTibetan"], &["himalaya.ttf", "Kailasa.ttc"]),
    script(
        &[(0x1000, 0x109F), (0xA9E0, 0xA9FF), (0xAA60, 0xAA7F)],
        &["Myanmar"],
        &["mmrtext.ttf", "mmrtextb.ttf", "NotoSansMyanmar.ttc"],
    ),
    script(&[(0x10A0, 0x10FF), (0x1C90, 0x1CBF), (0x2D00, 0x2D2F)], &["Georgian"], SEGOE),
    script(&[(0x530, 0x58F)], &["Armenian"], SEGOE),
    script(&[(0x1200, 0x139F), (0x2D80, 0x2DDF)], &["Ethiopic"], &["ebrima.ttf", "ebrimabd.ttf", "Kefa.ttc"]),
    script(&[(0x1780, 0x17FF), (0x19E0, 0x19FF)], &["Khmer"], LEELAWADEE),
    script(&[(0x1800, 0x18AF)], &["Mongolian"], &["monbaiti.ttf"]),
    script(
        &[(0x13A0, 0x13FF), (0xAB70, 0xABBF)],
        &["Cherokee"],
        &["gadugi.ttf", "gadugib.ttf", "Galvji.ttc"],
    ),
    script(&[(0x780, 0x7BF)], &["Thaana"], &["mvboli.ttf"]),
    script(&[(0x700, 0x74F)], &["Syriac"], &["seguihis.ttf"]),
    script(&[(0x7C0, 0x7FF)], &["NKo"], &["ebrima.ttf"]),
    script(&[(0x2D30, 0x2D7F)], &["Tifinagh"], &["ebrima.ttf"]),
    script(
        &[
            (0x1100, 0x11FF),
            (0x2E80, 0x312F),
            (0x3130, 0xA4CF),
            (0xA960, 0xA97F),
            (0xAC00, 0xD7FF),
            (0xF900, 0xFAFF),
            (0xFE30, 0xFE4F),
            (0xFF00, 0xFFEF),
            (0x20000, 0x3FFFF),
        ],
        &["CJK"],
        &[
            "PingFang.ttc",
            "Hiragino Sans GB.ttc",
            "AppleSDGothicNeo.ttc",
            "msyh.ttc",
            "msyhbd.ttc",
            "YuGothM.ttc",
            "YuGothB.ttc",
            "malgun.ttf",
            "malgunbd.ttf",
        ],
    ),
    script(
        &[
            (0x231A, 0x23FF),
            (0x25AA, 0x27BF),
            (0x2B00, 0x2BFF),
            (0x1F000, 0x1FAFF),
            (0x20E3, 0x20E3),
            (0xFE0F, 0xFE0F),
        ],
        &["ColorEmoji", "Symbols2", "Symbols"],
        &["Apple Color Emoji.ttc", "seguiemj.ttf", "seguisym.ttf"],
    ),
    // What the bundled fonts lack of Latin, Greek, Cyrillic, phonetics and signs.
    script(&[(0x180, 0x58F), (0x1D00, 0x1FFF), (0x2000, 0x2BFF), (0xA640, 0xA7FF)], &["", "Math"], SEGOE),
];

/// The fonts of this computer for every script, ready for `render::text::Fonts::new`. Empty when there are none.
pub fn system_fonts() -> Vec<FontFile> {
    open(&files_of(SCRIPTS.iter()))
}

/// The files that draw those characters of `text` which are not plain Latin.
pub fn fonts_for(text: &str) -> Vec<PathBuf> {
    let has = |script: &&Script| {
        text.chars().any(|c| script.blocks.iter().any(|(low, high)| (*low..=*high).contains(&u32::from(c))))
    };
    files_of(SCRIPTS.iter().filter(has))
}

/// Maps font files. One that cannot be opened is left out; the missing characters are reported when text needs them.
pub fn open(files: &[PathBuf]) -> Vec<FontFile> {
    files.iter().filter_map(|file| Some(Arc::new(map(file)?) as FontFile)).collect()
}

#[expect(unsafe_code, reason = "mapping is unsafe because another program could shorten the file meanwhile")]
fn map(path: &Path) -> Option<Mmap> {
    let file = File::open(path).ok()?;
    // SAFETY: installed fonts are replaced whole by package managers, never written in place.
    unsafe { Mmap::map(&file) }.ok()
}

fn files_of(scripts: impl Iterator<Item = &'static Script>) -> Vec<PathBuf> {
    let installed = installed();
    let find = |name: &str| installed.get(&name.to_lowercase()).cloned();
    let mut files = Vec::new();
    for script in scripts {
        let noto: Vec<_> = script.noto.iter().flat_map(|name| first_kind(&noto_names(name), find)).collect();
        let found =
            if noto.is_empty() { script.others.iter().filter_map(|name| find(name)).collect() } else { noto };
        files.extend(found);
    }
    files.sort();
    files.dedup();
    files
}

/// Names under which a distribution may have put one Noto family: static weights, or one variable file.
fn noto_names(name: &str) -> Vec<Vec<String>> {
    let weights =
        |stem: String, end: &str| vec![format!("{stem}-Regular.{end}"), format!("{stem}-Bold.{end}")];
    match name {
        "ColorEmoji" => vec![vec!["NotoColorEmoji.ttf".to_owned()], vec!["Noto-COLRv1.ttf".to_owned()]],
        "CJK" => vec![
            weights("NotoSansCJK".to_owned(), "ttc"),
            vec!["NotoSansCJK-VF.otf.ttc".to_owned(), "NotoSansCJK-VF.ttc".to_owned()],
        ],
        serif if serif.starts_with("Serif") => vec![weights(format!("Noto{serif}"), "ttf")],
        name => vec![
            weights(format!("NotoSans{name}"), "ttf"),
            weights(format!("NotoSans{name}"), "otf"),
            vec![format!("NotoSans{name}[wght].ttf")],
            vec![format!("NotoSans{name}[wdth,wght].ttf")],
            vec![format!("NotoSans{name}-VF.ttf")],
        ],
    }
}

fn first_kind(kinds: &[Vec<String>], find: impl Fn(&str) -> Option<PathBuf>) -> Vec<PathBuf> {
    let found = kinds.iter().map(|names| names.iter().filter_map(|name| find(name)).collect::<Vec<_>>());
    found.into_iter().find(|files| !files.is_empty()).unwrap_or_default()
}

/// Every font file in the usual folders by its name in small letters, looked up once.
fn installed() -> &'static HashMap<String, PathBuf> {
    static INSTALLED: OnceLock<HashMap<String, PathBuf>> = OnceLock::new();
    INSTALLED.get_or_init(|| {
        let mut files = HashMap::new();
        folders().iter().for_each(|folder| collect(folder, DEPTH_MAX, &mut files));
        files
    })
}

fn folders() -> Vec<PathBuf> {
    let fixed = [
        "/usr/share/fonts",
        "/usr/local/share/fonts",
        "/app/share/fonts",
        "/run/host/fonts",
        "/Library/Fonts",
        "/System/Library/Fonts",
        "/opt/homebrew/share/fonts",
    ];
    let below =
        |variable: &str, folder: &str| std::env::var_os(variable).map(|base| Path::new(&base).join(folder));
    let own = [
        below("HOME", ".local/share/fonts"),
        below("HOME", ".fonts"),
        below("HOME", "Library/Fonts"),
        below("XDG_DATA_HOME", "fonts"),
        below("WINDIR", "Fonts"),
        below("LOCALAPPDATA", "Microsoft/Windows/Fonts"),
    ];
    fixed.into_iter().map(PathBuf::from).chain(own.into_iter().flatten()).collect()
}

fn collect(folder: &Path, depth: usize, files: &mut HashMap<String, PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let path = entry.path();
        if path.is_dir() {
            if depth > 0 {
                collect(&path, depth - 1, files);
            }
        } else if files.len() < FILES_MAX {
            let name = entry.file_name().to_string_lossy().to_lowercase();
            files.entry(name).or_insert(path);
        }
    }
}
