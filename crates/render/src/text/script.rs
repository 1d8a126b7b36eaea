//! What must be known of characters to lay text out: emoji, invisible ones, direction, and the forms of Han letters.

/// In which country's forms Han characters are drawn.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub enum Cjk {
    Chinese,
    Japanese,
    Korean,
}

impl Cjk {
    /// The forms that `text` asks for: kana mean Japanese, hangul Korean, everything else Chinese.
    pub fn of(text: &str) -> Self {
        let any = |low: char, high: char| text.chars().any(|c| (low..=high).contains(&c));
        if any('\u{3041}', '\u{30FF}') {
            Self::Japanese
        } else if any('\u{AC00}', '\u{D7A3}') || any('\u{1100}', '\u{11FF}') {
            Self::Korean
        } else {
            Self::Chinese
        }
    }

    /// How Noto's families for it end.
    pub fn suffix(self) -> &'static str {
        match self {
            Self::Chinese => "SC",
            Self::Japanese => "JP",
            Self::Korean => "KR",
        }
    }
}

/// Whether a cluster is meant as a coloured picture.
pub fn is_emoji_cluster(cluster: &str) -> bool {
    if cluster.contains('\u{FE0E}') {
        return false;
    }
    cluster.contains('\u{FE0F}')
        || cluster.contains('\u{20E3}')
        || cluster.chars().next().is_some_and(is_emoji)
}

/// Whether a character is shown as a picture when nothing else is said (Unicode's Emoji_Presentation, by block).
fn is_emoji(c: char) -> bool {
    match c {
        '\u{1F000}'..='\u{1F0FF}' => matches!(c, '\u{1F004}' | '\u{1F0CF}'),
        '\u{1F1E6}'..='\u{1F1FF}' | '\u{1F300}'..='\u{1FAFF}' => true,
        '\u{1F18E}' | '\u{1F191}'..='\u{1F19A}' | '\u{1F201}' | '\u{1F21A}' | '\u{1F22F}' => true,
        '\u{1F232}'..='\u{1F236}' | '\u{1F238}'..='\u{1F23A}' | '\u{1F250}' | '\u{1F251}' => true,
        '\u{231A}'
        | '\u{231B}'
        | '\u{23E9}'..='\u{23EC}'
        | '\u{23F0}'
        | '\u{23F3}'
        | '\u{25FD}'
        | '\u{25FE}' => true,
        '\u{2614}' | '\u{2615}' | '\u{2648}'..='\u{2653}' | '\u{267F}' | '\u{2693}' | '\u{26A1}' => true,
        '\u{26AA}' | '\u{26AB}' | '\u{26BD}' | '\u{26BE}' | '\u{26C4}' | '\u{26C5}' | '\u{26CE}'
        | '\u{26D4}' => true,
        '\u{26EA}' | '\u{26F2}' | '\u{26F3}' | '\u{26F5}' | '\u{26FA}' | '\u{26FD}' | '\u{2705}' => true,
        '\u{270A}' | '\u{270B}' | '\u{2728}' | '\u{274C}' | '\u{274E}' | '\u{2753}'..='\u{2755}' => true,
        '\u{2757}' | '\u{2795}'..='\u{2797}' | '\u{27B0}' | '\u{27BF}' | '\u{2B1B}' | '\u{2B1C}' => true,
        '\u{2B50}' | '\u{2B55}' => true,
        _ => false,
    }
}

/// Whether a character has no shape of its own, so that no font needs to have it.
pub fn is_ignorable(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}'
            | '\u{E0000}'..='\u{E0FFF}')
}

/// Whether letters of this script stand apart, so that space can be added between them.
pub fn is_spaced_out(cluster: &str) -> bool {
    cluster
        .chars()
        .next()
        .is_some_and(|c| c < '\u{590}' || matches!(c, '\u{1E00}'..='\u{2BFF}' | '\u{2E80}'..='\u{D7A3}'))
}

/// Whether a character is a Han character or a kana.
pub fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// Whether a character is punctuation that takes a whole square but fills half of it.
pub fn is_wide_punctuation(c: char) -> bool {
    matches!(c, '\u{3001}'..='\u{3011}' | '\u{FF01}'..='\u{FF0F}' | '\u{FF1A}'..='\u{FF1F}')
}

/// How much larger a text is drawn than Latin letters, because its script looks small beside them.
pub fn enlargement(text: &str) -> f32 {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let small = text
        .chars()
        .filter(|&c| c.is_alphabetic() && matches!(c, '\u{590}'..='\u{109F}' | '\u{1780}'..='\u{17FF}'));
    if small.count() * 2 > letters { 1.12 } else { 1.0 }
}

/// Whether most letters of `text` are written from the right.
pub fn is_right_to_left(text: &str) -> bool {
    let right = text.chars().filter(|&c| is_right_to_left_letter(c)).count();
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    right * 2 > letters
}

fn is_right_to_left_letter(c: char) -> bool {
    c.is_alphabetic()
        && matches!(c, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}'
            | '\u{10800}'..='\u{10FFF}' | '\u{1E800}'..='\u{1EFFF}')
}
