//! Chooses clothes, glasses, jewellery and lip colour.

use super::cast::{Dice, Person, hex, jitter, mix};
use super::label::{AgeRange, Gender, Profession, Style};
use super::look::{Accessories, Earrings, Garment, Glasses, HairStyle, Headwear, Lips, Outfit, Pattern};
use crate::geometry::Color;

/// The clothes.
pub(super) fn outfit(person: &Person, dice: &mut Dice) -> Outfit {
    let garment = garment(person, dice);
    let palette = palette(person.style);
    let color = work_color(garment, dice).unwrap_or_else(|| hex(dice.pick(palette)));
    let under = match garment {
        Garment::Blazer | Garment::Suit | Garment::WhiteCoat => {
            dice.pick(&[0xf4f2ee, 0xd3dfec, 0xefdcd5, 0xe9e4d8])
        }
        Garment::BlazerTee | Garment::LeatherJacket | Garment::Cardigan => {
            dice.pick(&[0xf2efe9, 0x2a2c31, 0xd9cdbb, 0x8d9aa6])
        }
        Garment::Apron | Garment::Dungarees => dice.pick(&[0xf0ece4, 0xa9b7c4, 0xd8b8a0, 0x9fae9c, 0x3c434d]),
        Garment::SafetyVest => dice.pick(&[0x3b4650, 0x51606d, 0x2f3a4a]),
        _ => dice.pick(&[0xf2efe9, 0xe3ddd2, 0x3a3f47, 0xb9c3cb]),
    };
    Outfit {
        garment,
        color: jitter(color, 5, dice),
        under: hex(under),
        accent: accent(garment, palette, dice),
        pattern: pattern(garment, dice),
    }
}

fn garment(person: &Person, dice: &mut Dice) -> Garment {
    use Garment::*;
    let work: &[Garment] = match person.profession {
        Profession::Doctor => &[WhiteCoat, WhiteCoat, Scrubs],
        Profession::Nurse => &[Scrubs],
        Profession::Scientist => &[WhiteCoat],
        Profession::Chef => &[ChefJacket, ChefJacket, Apron],
        Profession::Barista | Profession::Shopkeeper => &[Apron],
        Profession::Builder => &[SafetyVest],
        Profession::Mechanic => &[Dungarees, Shirt],
        Profession::Gardener => &[Dungarees, Apron],
        _ => &[Shirt],
    };
    let woman = person.gender == Gender::Woman;
    let options: &[Garment] = match person.style {
        Style::Uniform => work,
        Style::Casual if woman => &[TShirt, Shirt, DenimJacket, Cardigan, Blouse, Jumper],
        Style::Casual => &[TShirt, Shirt, Polo, DenimJacket, Jumper],
        Style::Business if woman => &[Blazer, BlazerTee, Blouse, Blazer],
        Style::Business => &[Blazer, Suit, BlazerTee, Shirt],
        Style::Sporty => &[TrackJacket, TankTop, Hoodie, TShirt],
        Style::Elegant if woman => &[Dress, Blouse, BlazerTee, Turtleneck],
        Style::Elegant => &[Turtleneck, BlazerTee, Suit, Blazer],
        Style::Street => &[Hoodie, LeatherJacket, DenimJacket, TShirt],
        Style::Cosy => &[Jumper, Cardigan, Turtleneck, Hoodie],
        Style::Creative if woman => &[Dungarees, Turtleneck, Dress, Shirt, LeatherJacket],
        Style::Creative => &[Turtleneck, Shirt, LeatherJacket, Dungarees, Cardigan],
    };
    dice.pick(options)
}

/// Colours of a style.
fn palette(style: Style) -> &'static [u32] {
    match style {
        Style::Casual => &[0xe6e0d5, 0x47688a, 0x7f9b88, 0xc4714f, 0x37434e, 0xd2a04a, 0x8d5564, 0xb7c4cc],
        Style::Business => &[0x2a3850, 0x3f434b, 0xb08a63, 0x7b828c, 0x35504a, 0x57384d, 0x2c2d33],
        Style::Sporty => &[0x26313d, 0xd2593a, 0x2f9285, 0xd9ae42, 0x5a66a8, 0xb9c6cd, 0x7a3b52],
        Style::Elegant => &[0x25252b, 0x712a3c, 0x24514c, 0xb39d88, 0x34375f, 0xd3c2b1, 0x8a4a3a],
        Style::Street => &[0x282b31, 0x66705a, 0xb05a38, 0xd0cabd, 0x46558f, 0x84878f, 0x9c3f45],
        Style::Cosy => &[0xd5c1a6, 0xb5876d, 0x8d9c8a, 0x9d657a, 0xe6dccd, 0x6f7f93, 0xc08a4f],
        Style::Uniform => &[0x4f7186, 0x5d6f60, 0x44566b, 0x8a6f58],
        Style::Creative => &[0xc4505f, 0xdba54c, 0x197a88, 0x7a5495, 0x364a5f, 0xd6785f, 0x4f8060],
    }
}

/// The colour of clothes that a trade prescribes.
fn work_color(garment: Garment, dice: &mut Dice) -> Option<Color> {
    let options: &[u32] = match garment {
        Garment::WhiteCoat | Garment::ChefJacket => &[0xf1f2f2, 0xeceeee],
        Garment::Scrubs => &[0x3f8a8c, 0x3f6f9e, 0x5d83a8, 0x5a8f77, 0x7a6a9c],
        Garment::SafetyVest => &[0xe9782f, 0xd4d437, 0xe8882f],
        Garment::DenimJacket => &[0x55789c, 0x3f5d80, 0x7d9cba, 0x33414f],
        Garment::LeatherJacket => &[0x2b2626, 0x4d3226, 0x5a3a2b, 0x2a2e33],
        Garment::Dungarees => &[0x49688a, 0x35506f, 0x6a7a55, 0xb0764a],
        Garment::Apron => &[0x35484b, 0x8a5a3c, 0x3a3d44, 0x4f6b58, 0x9b4a3c],
        _ => return None,
    };
    Some(hex(dice.pick(options)))
}

fn accent(garment: Garment, palette: &[u32], dice: &mut Dice) -> Color {
    match garment {
        Garment::Suit => hex(dice.pick(&[0x8a2f3a, 0x2f4f7a, 0x3f5f52, 0xb08a45, 0x5a4a72])),
        Garment::SafetyVest => hex(0xe6e8e4),
        Garment::WhiteCoat => hex(0x3d4a56),
        _ => hex(dice.pick(palette)),
    }
}

fn pattern(garment: Garment, dice: &mut Dice) -> Pattern {
    use Pattern::{Block, Checks, Dots, Plain, Ribs, Stripes};
    match garment {
        Garment::TShirt => dice.pick(&[Plain, Plain, Stripes, Block]),
        Garment::Shirt => dice.pick(&[Plain, Plain, Checks, Stripes]),
        Garment::Blouse | Garment::Dress => dice.pick(&[Plain, Plain, Dots]),
        Garment::Jumper => dice.pick(&[Ribs, Stripes, Block, Plain]),
        Garment::Turtleneck | Garment::Cardigan => Ribs,
        Garment::TrackJacket => dice.pick(&[Block, Plain]),
        Garment::Blazer => dice.pick(&[Plain, Plain, Plain, Checks]),
        _ => Plain,
    }
}

/// What is worn besides clothes.
pub(super) fn accessories(person: &Person, hair: HairStyle, dice: &mut Dice) -> Accessories {
    let woman = person.gender == Gender::Woman;
    let older = person.age >= AgeRange::From45;
    let glasses = if dice.chance(if older { 38 } else { 22 }) {
        let options: &[Glasses] = if woman {
            &[Glasses::Round, Glasses::CatEye, Glasses::Square, Glasses::Wire]
        } else {
            &[Glasses::Round, Glasses::Square, Glasses::Square, Glasses::Wire]
        };
        dice.pick(options)
    } else {
        Glasses::None
    };
    let earrings = if woman && dice.chance(62) {
        dice.pick(&[Earrings::Studs, Earrings::Hoops, Earrings::Drops])
    } else if person.gender == Gender::NonBinary && dice.chance(40) {
        dice.pick(&[Earrings::Studs, Earrings::Hoops])
    } else {
        Earrings::None
    };
    let earrings = if hair == HairStyle::Hijab { Earrings::None } else { earrings };
    let headwear = if can_wear_hat(hair) { headwear(person, dice) } else { Headwear::None };
    let headwear_color = match headwear {
        Headwear::Helmet => dice.pick(&[0xe3b02e, 0xe9e7e1, 0xd9672f]),
        Headwear::ChefHat => 0xf3f3f1,
        Headwear::Headphones => dice.pick(&[0x2b2d31, 0xe4e0d8, 0x7b3f46]),
        _ => dice.pick(&[0x37434e, 0xa4553c, 0x5f6b52, 0xc9b38f, 0x6b4a63, 0x2f5263]),
    };
    Accessories {
        glasses,
        glasses_color: hex(dice.pick(&[0x241e1c, 0x4b2f22, 0x6b4a32, 0x23303f, 0x7a2f35, 0x8c8f94])),
        earrings,
        metal: hex(dice.pick(&[0xd9ae5f, 0xc9cdd2, 0xd8a88c])),
        headwear,
        headwear_color: hex(headwear_color),
    }
}

/// Whether a hat fits over the hair.
fn can_wear_hat(hair: HairStyle) -> bool {
    use HairStyle::*;
    !matches!(
        hair,
        Hijab | Turban | Headwrap | Afro | TopBun | Quiff | ShortAfro | CurlyTop | Cornrows | Twists
    )
}

fn headwear(person: &Person, dice: &mut Dice) -> Headwear {
    let (kind, percent) = match (person.profession, person.style) {
        (Profession::Builder, _) => (Headwear::Helmet, 70),
        (Profession::Chef, _) => (Headwear::ChefHat, 45),
        (Profession::Musician | Profession::Creator, _) => (Headwear::Headphones, 26),
        (Profession::Gardener, _) => (Headwear::Cap, 34),
        (_, Style::Street) => (Headwear::Beanie, 26),
        (_, Style::Sporty) => (Headwear::Cap, 18),
        _ => (Headwear::None, 0),
    };
    if dice.chance(percent) { kind } else { Headwear::None }
}

/// The lips: bare or made up.
pub(super) fn lips(person: &Person, skin: Color, dice: &mut Dice) -> Lips {
    let woman = person.gender == Gender::Woman;
    let bare = mix(skin, hex(0xa3444a), if woman { 104 } else { 66 });
    let made_up = woman && !matches!(person.style, Style::Sporty | Style::Uniform) && dice.chance(46);
    let color = if made_up {
        mix(bare, hex(dice.pick(&[0xb0303c, 0xa8485a, 0x8f3a44, 0xc2605a, 0x7a2e42])), 150)
    } else {
        bare
    };
    use super::label::Ethnicity as E;
    let fullness = match person.culture.ethnicity {
        E::Black => 186,
        E::PacificIslander | E::Mixed | E::SoutheastAsian => 154,
        E::White => 100,
        _ => 124,
    };
    let years = person.age as i32;
    Lips {
        color,
        width: dice.dial(128, 70),
        upper: dice.dial(fullness - years * 9, 40),
        lower: dice.dial(fullness - years * 6, 40),
        smile: dice.dial(156, 60),
    }
}
