//! Chooses skin, face, eyes and hair.

use super::cast::{Dice, Person, Tally, hex, jitter, mix, side};
use super::label::{AgeRange, Ethnicity, Gender, Setting, Style};
use super::look::{
    Accessories, Earrings, Eyes, Face, FacialHair, Garment, Glasses, Hair, HairStyle, Headwear, Light, Lips,
    Look, Outfit, Pattern, Texture,
};
use crate::geometry::Color;

/// What has been given away of bodies.
#[derive(Default)]
pub(super) struct Bodies {
    styles: Tally<HairStyle>,
    skins: Tally<(usize, u32)>,
}

/// Skin tones of an ethnicity, in even light.
fn skins(ethnicity: Ethnicity) -> &'static [u32] {
    match ethnicity {
        Ethnicity::Black => &[0x8f5c3f, 0x7c4c33, 0x6d412d, 0x5c3626, 0x4e2d20, 0x9f6c4b, 0x84543a],
        Ethnicity::EastAsian => &[0xf0cdb1, 0xe9c2a2, 0xdfb48f, 0xf3d5be, 0xe4bb98],
        Ethnicity::SouthAsian => &[0xc69068, 0xb37c55, 0xa16c49, 0xd2a27c, 0x8f5e40, 0xba8660],
        Ethnicity::SoutheastAsian => &[0xdcaf88, 0xcf9e76, 0xc18c64, 0xe4be9b, 0xd5a67e],
        Ethnicity::White => &[0xf4d3c0, 0xf0c8b0, 0xebbfa4, 0xf7ddcf, 0xe5b598, 0xf2cdb9],
        Ethnicity::Latino => &[0xdcab87, 0xcf9b75, 0xc08a63, 0xe6bd9c, 0xab7552, 0xd5a27c],
        Ethnicity::MiddleEastern => &[0xe0b592, 0xd4a47f, 0xc8936d, 0xe9c4a6, 0xdaac88],
        Ethnicity::Indigenous => &[0xc8936e, 0xb8815c, 0xaa7254, 0xd2a07b, 0xc08a64],
        Ethnicity::PacificIslander => &[0xb9835e, 0xaa724f, 0x9a6646, 0xc89570, 0xb17b56],
        Ethnicity::Mixed => &[0xd9a985, 0xc5916c, 0xb17d59, 0xe6bf9f, 0x9b694a, 0xcf9d78],
    }
}

/// Natural hair colours, dark to light, with the colour of the lighter strands.
const HAIR: [(u32, u32); 11] = [
    (0x1d1817, 0x4b3f3c),
    (0x2a1e1a, 0x5e463a),
    (0x3a271e, 0x73533f),
    (0x553827, 0x8d6647),
    (0x6e4a30, 0xab8056),
    (0x8f683f, 0xc69a63),
    (0xb98d55, 0xe3c089),
    (0xd3b077, 0xf2dcae),
    (0x8c4424, 0xc9794a),
    (0x632c1d, 0x9c5237),
    (0x4a2a24, 0x8a5145),
];

/// Dyed hair with its lighter strands.
const DYED: [(u32, u32); 5] = [
    (0xb35a7c, 0xe79ab4),
    (0x35647f, 0x78a9c2),
    (0x6b4687, 0xa784c2),
    (0x2c6f66, 0x6fb3a6),
    (0xc9b9a6, 0xf3e8da),
];

impl Bodies {
    /// The body, and clothes to be chosen afterwards.
    pub(super) fn look(&mut self, person: &Person, dice: &mut Dice) -> Look {
        let ethnicity = person.culture.ethnicity;
        let tones: Vec<(usize, u32)> =
            skins(ethnicity).iter().map(|tone| (ethnicity as usize, *tone)).collect();
        let skin = jitter(hex(self.skins.least_used(&tones, dice).1), 4, dice);
        let hair = self.hair(person, dice);
        let years = person.age as i32;
        let man = person.gender == Gender::Man;
        let pale = u32::from(skin.r) > 225;
        Look {
            seed: dice.roll() as u32,
            skin,
            age: dice.dial([0, 14, 62, 116, 172, 224][person.age as usize], 14),
            freckles: if pale && dice.chance(22) { dice.dial(170, 70) } else { 0 },
            shoulders: dice.dial(if man { 172 } else { 84 }, 50),
            neck: dice.dial(if man { 176 } else { 74 }, 44),
            face: face(person, dice),
            eyes: eyes(person, hair.color, dice),
            lips: Lips { color: skin, width: 128, upper: 128, lower: 128, smile: 128 },
            facial_hair: facial_hair(person, dice),
            hair,
            outfit: Outfit {
                garment: Garment::TShirt,
                color: Color::WHITE,
                under: Color::WHITE,
                accent: Color::WHITE,
                pattern: Pattern::Plain,
            },
            accessories: Accessories {
                glasses: Glasses::None,
                glasses_color: Color::BLACK,
                earrings: Earrings::None,
                metal: Color::WHITE,
                headwear: Headwear::None,
                headwear_color: Color::WHITE,
            },
            setting: person.setting,
            setting_variant: dice.below(4) as u8,
            light: Light {
                key: side(dice),
                warmth: dice.dial(warmth(person.setting) + years, 40),
                contrast: dice.dial(124, 60),
            },
        }
    }

    fn hair(&mut self, person: &Person, dice: &mut Dice) -> Hair {
        let texture = texture(person.culture.ethnicity, dice);
        let covered = match person.gender {
            Gender::Woman if dice.chance(person.culture.covered[0]) => Some(HairStyle::Hijab),
            Gender::Man if dice.chance(person.culture.covered[1]) => Some(HairStyle::Turban),
            _ => None,
        };
        let style = covered.unwrap_or_else(|| self.styles.rarer_of_two(&styles(person, texture), dice));
        let (color, highlight) = match style {
            HairStyle::Hijab | HairStyle::Turban | HairStyle::Headwrap => cloth(dice),
            _ => hair_color(person, dice),
        };
        let years = person.age as i32;
        let hairline = if person.gender == Gender::Man { 116 + years * 16 } else { 112 + years * 6 };
        Hair {
            style,
            texture,
            color,
            highlight,
            volume: dice.dial(136 - years * 6, 80),
            hairline: dice.dial(hairline, 44),
            part: side(dice),
        }
    }
}

/// How warm the light of a setting is.
fn warmth(setting: Setting) -> i32 {
    match setting {
        Setting::Bedroom | Setting::LivingRoom | Setting::Cafe => 168,
        Setting::Kitchen | Setting::Garden | Setting::Park | Setting::Shop | Setting::Library => 140,
        Setting::Street | Setting::Car | Setting::Workshop | Setting::Studio => 112,
        Setting::Office | Setting::Gym | Setting::Bathroom | Setting::Clinic => 84,
    }
}

fn texture(ethnicity: Ethnicity, dice: &mut Dice) -> Texture {
    use Texture::{Coily, Curly, Straight, Wavy};
    let options: &[Texture] = match ethnicity {
        Ethnicity::Black => &[Coily, Coily, Coily, Curly],
        Ethnicity::EastAsian => &[Straight, Straight, Straight, Wavy],
        Ethnicity::SouthAsian | Ethnicity::Indigenous => &[Straight, Straight, Wavy],
        Ethnicity::SoutheastAsian => &[Straight, Straight, Wavy],
        Ethnicity::White => &[Straight, Straight, Wavy, Wavy, Curly],
        Ethnicity::Latino | Ethnicity::MiddleEastern => &[Straight, Wavy, Wavy, Curly],
        Ethnicity::PacificIslander => &[Wavy, Wavy, Curly, Straight],
        Ethnicity::Mixed => &[Curly, Curly, Wavy, Coily],
    };
    dice.pick(options)
}

/// The cuts that somebody may wear.
fn styles(person: &Person, texture: Texture) -> Vec<HairStyle> {
    use HairStyle::*;
    let tight = texture == Texture::Coily;
    let curly = texture == Texture::Curly;
    let years = person.age;
    let mut styles = match (person.gender, tight, curly) {
        (Gender::Woman, true, _) => {
            vec![Afro, ShortAfro, Braids, Locs, Twists, Cornrows, TopBun, Headwrap, LongCurly, Braids, Buzz]
        }
        (Gender::Woman, _, true) => vec![LongCurly, LongCurly, Lob, TopBun, Ponytail, Afro, LowBun, CurlyTop],
        (Gender::Woman, ..) => vec![
            Bob,
            BobFringe,
            Lob,
            Lob,
            LongStraight,
            LongFringe,
            LongWavy,
            LongWavy,
            Pixie,
            TopBun,
            LowBun,
            Ponytail,
            SideBraid,
        ],
        (Gender::Man, true, _) => vec![Fade, Fade, Buzz, ShortAfro, Twists, Locs, Cornrows, Afro],
        (Gender::Man, _, true) => vec![CurlyTop, CurlyTop, Crop, Undercut, ShortAfro, Quiff],
        (Gender::Man, ..) => {
            vec![Buzz, Crop, Crop, SidePart, SidePart, SlickBack, Quiff, Quiff, Undercut, Fade, Lob]
        }
        (Gender::NonBinary, true, _) => vec![Fade, ShortAfro, Twists, Locs, Buzz, Braids, TopBun, Afro],
        (Gender::NonBinary, _, true) => vec![CurlyTop, Undercut, Lob, Pixie, TopBun, LongCurly],
        (Gender::NonBinary, ..) => {
            vec![Pixie, Pixie, Undercut, Crop, Bob, Buzz, Quiff, Lob, TopBun, BobFringe]
        }
    };
    if person.gender == Gender::Man && years >= AgeRange::From35 {
        styles.extend([Bald, Receding]);
        styles.retain(|style| {
            !matches!(style, Lob) && (years < AgeRange::From55 || !matches!(style, Undercut | Afro))
        });
    }
    if person.gender == Gender::Man && years >= AgeRange::From55 {
        styles.extend([Receding, Receding, SidePart]);
    }
    if person.gender == Gender::Woman && years >= AgeRange::From55 {
        styles.retain(|style| !matches!(style, LongFringe | SideBraid | LongStraight | Buzz));
        styles
            .extend([Pixie, Bob, ShortAfro].into_iter().filter(|style| tight == matches!(style, ShortAfro)));
    }
    styles
}

fn hair_color(person: &Person, dice: &mut Dice) -> (Color, Color) {
    let natural: &[usize] = match person.culture.ethnicity {
        Ethnicity::White => &[1, 2, 3, 3, 4, 4, 5, 6, 7, 8, 9],
        Ethnicity::Latino | Ethnicity::MiddleEastern => &[0, 1, 1, 2, 2, 3, 10],
        Ethnicity::Mixed => &[0, 1, 2, 3, 4, 10],
        Ethnicity::PacificIslander => &[0, 0, 1, 2],
        _ => &[0, 0, 0, 1, 1],
    };
    let mut pair = HAIR[dice.pick(natural)];
    let young = person.age <= AgeRange::From35;
    let daring = matches!(person.style, Style::Creative | Style::Street) && person.gender != Gender::Man;
    if young && daring && dice.chance(22) {
        pair = dice.pick(&DYED);
    } else if young && person.gender == Gender::Woman && dice.chance(14) {
        pair.1 = 0xb98556;
    }
    let grey = match person.age {
        AgeRange::From18 | AgeRange::From25 => 0,
        AgeRange::From35 => [0, 0, 30][dice.below(3)],
        AgeRange::From45 => [0, 50, 90][dice.below(3)],
        AgeRange::From55 => [40, 130, 190][dice.below(3)],
        AgeRange::From65 => [150, 220, 240][dice.below(3)],
    };
    let silver = dice.pick(&[0xb4b0ab, 0xcac7c2, 0xdedbd6, 0xa39f9b]);
    (
        mix(jitter(hex(pair.0), 3, dice), hex(silver), grey),
        mix(hex(pair.1), hex(0xf1efec), (grey * 5 / 4).min(235)),
    )
}

/// Colours of head cloths with their light folds.
fn cloth(dice: &mut Dice) -> (Color, Color) {
    let (color, light) = dice.pick(&[
        (0x6f7f8f, 0xa3b1be),
        (0xb98d86, 0xe2c0ba),
        (0x2f4858, 0x5f7c8e),
        (0x7a5c76, 0xac8fa8),
        (0xcbb79b, 0xece0cc),
        (0x46645a, 0x7d9b90),
        (0x9c4f3e, 0xcf8470),
        (0x34323a, 0x66636e),
    ]);
    (jitter(hex(color), 5, dice), hex(light))
}

fn face(person: &Person, dice: &mut Dice) -> Face {
    let man = person.gender == Gender::Man;
    let between = person.gender == Gender::NonBinary;
    let jaw = if man {
        176
    } else if between {
        128
    } else {
        84
    };
    let nose = match person.culture.ethnicity {
        Ethnicity::Black => 190,
        Ethnicity::PacificIslander | Ethnicity::SoutheastAsian => 164,
        Ethnicity::Mixed | Ethnicity::Indigenous | Ethnicity::EastAsian => 138,
        _ => 104,
    };
    let bridge = match person.culture.ethnicity {
        Ethnicity::EastAsian | Ethnicity::SoutheastAsian | Ethnicity::Black => 76,
        Ethnicity::MiddleEastern | Ethnicity::White | Ethnicity::SouthAsian => 168,
        _ => 124,
    };
    let years = person.age as i32;
    Face {
        width: dice.dial(128, 80),
        length: dice.dial(if man { 148 } else { 116 }, 70),
        jaw: dice.dial(jaw, 56),
        chin: dice.dial(if man { 158 } else { 104 }, 60),
        cheeks: dice.dial(132 + if years == 0 { 20 } else { 0 }, 76),
        nose_width: dice.dial(nose + years * 3, 44),
        nose_length: dice.dial(120 + years * 5, 60),
        nose_bridge: dice.dial(bridge, 50),
        ears: dice.dial(112 + years * 8, 60),
        turn: dice.dial(128, 110),
    }
}

fn eyes(person: &Person, hair: Color, dice: &mut Dice) -> Eyes {
    let woman = person.gender == Gender::Woman;
    let brown = [0x4a2f1e, 0x3b2518, 0x5c3a22, 0x6e4727];
    let all = [0x5c3a22, 0x4a2f1e, 0x7a5a2e, 0x66703f, 0x4e7a5e, 0x4f7fa0, 0x6a94b4, 0x75828a];
    let color = match person.culture.ethnicity {
        Ethnicity::White => dice.pick(&all),
        Ethnicity::Mixed | Ethnicity::Latino | Ethnicity::MiddleEastern => dice.pick(&all[..5]),
        _ => dice.pick(&brown),
    };
    let (fold, tilt) = match person.culture.ethnicity {
        Ethnicity::EastAsian => (206, 166),
        Ethnicity::SoutheastAsian => (150, 156),
        Ethnicity::Indigenous | Ethnicity::PacificIslander => (112, 142),
        _ => (64, 130),
    };
    let dark = mix(hair, hex(0x1f1714), 110);
    let covered = person.culture.covered != [0, 0];
    let grey = person.age >= AgeRange::From55 && !woman;
    let brow_color = if covered {
        hex(0x2c201b)
    } else if grey {
        mix(dark, hex(0x9c9893), 110)
    } else {
        dark
    };
    let made_up = woman && !matches!(person.style, Style::Sporty | Style::Uniform) && dice.chance(50);
    let shadow = dice.pick(&[0x8a5a4a, 0x7a4f5c, 0x6b5347, 0xa8745c]);
    Eyes {
        color: jitter(hex(color), 6, dice),
        size: dice.dial(if woman { 150 } else { 112 }, 56),
        spacing: dice.dial(128, 60),
        tilt: dice.dial(tilt, 44),
        fold: dice.dial(fold, 44),
        lashes: dice.dial(if woman { 178 } else { 52 }, 44),
        brow_weight: dice.dial(if woman { 104 } else { 160 }, 56),
        brow_arch: dice.dial(if woman { 156 } else { 96 }, 60),
        brow_color,
        shadow: hex(shadow).with_alpha(if made_up { dice.dial(110, 40) } else { 0 }),
    }
}

fn facial_hair(person: &Person, dice: &mut Dice) -> FacialHair {
    use FacialHair::{FullBeard, Goatee, Moustache, None, ShortBeard, Stubble};
    let thin = matches!(person.culture.ethnicity, Ethnicity::EastAsian | Ethnicity::Indigenous);
    match person.gender {
        Gender::Woman => None,
        Gender::NonBinary => dice.pick(&[None, None, None, None, Stubble]),
        Gender::Man if person.age == AgeRange::From18 => dice.pick(&[None, None, Stubble, None, Moustache]),
        Gender::Man if thin => dice.pick(&[None, None, None, Stubble, Goatee, Moustache]),
        Gender::Man => dice.pick(&[
            None, None, Stubble, Stubble, ShortBeard, ShortBeard, ShortBeard, FullBeard, Goatee, Moustache,
        ]),
    }
}
