//! Every choice by which an actor is drawn. Plain data: the drawing itself is elsewhere.

use serde::{Deserialize, Serialize};

use super::label::{Setting, labels};
use crate::geometry::Color;

/// A measure of the drawing between its least (0) and its greatest (255); 128 is average.
pub type Dial = u8;

/// How an actor is drawn: the same look gives the same picture for ever.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Look {
    /// Small irregularities and the rhythm of movement.
    pub seed: u32,
    /// Skin in even light.
    pub skin: Color,
    /// Signs of age in the skin: 0 none.
    pub age: Dial,
    /// Freckles: 0 none.
    pub freckles: Dial,
    /// Breadth of the shoulders.
    pub shoulders: Dial,
    /// Breadth of the neck.
    pub neck: Dial,
    /// Shape of the head.
    pub face: Face,
    /// Eyes, lashes and brows.
    pub eyes: Eyes,
    /// Lips.
    pub lips: Lips,
    /// Hair on the head.
    pub hair: Hair,
    /// Beard and moustache.
    pub facial_hair: FacialHair,
    /// Clothes.
    pub outfit: Outfit,
    /// What is worn besides clothes.
    pub accessories: Accessories,
    /// Where the actor stands.
    pub setting: Setting,
    /// Which of the colour schemes of the setting.
    pub setting_variant: u8,
    /// The light.
    pub light: Light,
}

/// Shape of the head and nose.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Face {
    /// Breadth of the head.
    pub width: Dial,
    /// Height of the lower face.
    pub length: Dial,
    /// Breadth and edge of the jaw.
    pub jaw: Dial,
    /// Breadth of the chin.
    pub chin: Dial,
    /// Fullness of the cheeks.
    pub cheeks: Dial,
    /// Breadth of the nose.
    pub nose_width: Dial,
    /// Length of the nose.
    pub nose_length: Dial,
    /// Height of the nose's bridge.
    pub nose_bridge: Dial,
    /// Size of the ears.
    pub ears: Dial,
    /// How far the head is turned: 128 looks straight at the camera.
    pub turn: Dial,
}

/// Eyes, lashes and brows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Eyes {
    /// The iris.
    pub color: Color,
    /// Size of the eyes.
    pub size: Dial,
    /// Space between them.
    pub spacing: Dial,
    /// Height of the outer corners.
    pub tilt: Dial,
    /// How much of the upper lid is covered by the fold: 0 a deep crease, 255 none to be seen.
    pub fold: Dial,
    /// Length of the lashes.
    pub lashes: Dial,
    /// Thickness of the brows.
    pub brow_weight: Dial,
    /// Arch of the brows.
    pub brow_arch: Dial,
    /// The brows.
    pub brow_color: Color,
    /// Colour on the lids: its alpha says how much.
    pub shadow: Color,
}

/// The lips.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Lips {
    /// Their colour in even light.
    pub color: Color,
    /// From corner to corner.
    pub width: Dial,
    /// Upper lip.
    pub upper: Dial,
    /// Lower lip.
    pub lower: Dial,
    /// Height of the corners: over 128 a smile.
    pub smile: Dial,
}

labels! {
    /// How hair is cut and worn.
    HairStyle {
        /// None.
        Bald "bald" "Bald",
        /// Receding, short at the sides.
        Receding "receding" "Receding",
        /// Clipped to a few millimetres.
        Buzz "buzz" "Buzz cut",
        /// Short all round with some texture.
        Crop "crop" "Short crop",
        /// Faded sides, short top.
        Fade "fade" "Fade",
        /// Parted at the side.
        SidePart "side_part" "Side part",
        /// Combed back.
        SlickBack "slick_back" "Combed back",
        /// Swept up from the forehead.
        Quiff "quiff" "Quiff",
        /// Short curls on top.
        CurlyTop "curly_top" "Curly top",
        /// Long on top, shaved at the sides.
        Undercut "undercut" "Undercut",
        /// Short with a soft fringe.
        Pixie "pixie" "Pixie",
        /// To the chin.
        Bob "bob" "Bob",
        /// To the chin with a straight fringe.
        BobFringe "bob_fringe" "Bob with fringe",
        /// To the shoulders, wavy.
        Lob "lob" "Shoulder length",
        /// Long and straight.
        LongStraight "long_straight" "Long straight",
        /// Long and straight with a fringe.
        LongFringe "long_fringe" "Long with fringe",
        /// Long and wavy.
        LongWavy "long_wavy" "Long wavy",
        /// Long with curls.
        LongCurly "long_curly" "Long curly",
        /// Round and full.
        Afro "afro" "Afro",
        /// A short afro.
        ShortAfro "short_afro" "Short afro",
        /// Two-strand twists.
        Twists "twists" "Twists",
        /// Long braids.
        Braids "braids" "Braids",
        /// Braids close to the head.
        Cornrows "cornrows" "Cornrows",
        /// Locs to the shoulders.
        Locs "locs" "Locs",
        /// A knot on top.
        TopBun "top_bun" "Top knot",
        /// A knot at the neck.
        LowBun "low_bun" "Low bun",
        /// A tail at the back.
        Ponytail "ponytail" "Ponytail",
        /// A plait over the shoulder.
        SideBraid "side_braid" "Side plait",
        /// Covered by a hijab.
        Hijab "hijab" "Hijab",
        /// Covered by a turban.
        Turban "turban" "Turban",
        /// Under a wrapped scarf.
        Headwrap "headwrap" "Headwrap",
    }
}

labels! {
    /// How hair falls.
    Texture {
        /// Straight.
        Straight "straight" "Straight",
        /// Wavy.
        Wavy "wavy" "Wavy",
        /// Curly.
        Curly "curly" "Curly",
        /// Tightly coiled.
        Coily "coily" "Coily",
    }
}

/// Hair on the head, or the cloth over it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Hair {
    /// Cut.
    pub style: HairStyle,
    /// How it falls.
    pub texture: Texture,
    /// Its colour, or the cloth's.
    pub color: Color,
    /// Lighter strands.
    pub highlight: Color,
    /// How much it stands off the head.
    pub volume: Dial,
    /// Height of the hairline.
    pub hairline: Dial,
    /// The side of the parting, as seen by the viewer.
    pub part: Side,
}

labels! {
    /// Beard and moustache.
    FacialHair {
        /// None.
        None "none" "None",
        /// A few days old.
        Stubble "stubble" "Stubble",
        /// Short and full.
        ShortBeard "short_beard" "Short beard",
        /// Long and full.
        FullBeard "full_beard" "Full beard",
        /// Around the mouth.
        Goatee "goatee" "Goatee",
        /// Upper lip only.
        Moustache "moustache" "Moustache",
    }
}

labels! {
    /// What is worn on the upper body.
    Garment {
        /// A T-shirt.
        TShirt "t_shirt" "T-shirt",
        /// A shirt with a collar.
        Shirt "shirt" "Shirt",
        /// A polo shirt.
        Polo "polo" "Polo shirt",
        /// A blouse with a V-neck.
        Blouse "blouse" "Blouse",
        /// A jacket over a shirt.
        Blazer "blazer" "Blazer",
        /// A jacket over a T-shirt.
        BlazerTee "blazer_tee" "Blazer over T-shirt",
        /// A suit with a tie.
        Suit "suit" "Suit and tie",
        /// A hooded sweatshirt.
        Hoodie "hoodie" "Hoodie",
        /// A round-necked jumper.
        Jumper "jumper" "Jumper",
        /// A jumper with a high neck.
        Turtleneck "turtleneck" "Turtleneck",
        /// A cardigan over a T-shirt.
        Cardigan "cardigan" "Cardigan",
        /// Medical scrubs.
        Scrubs "scrubs" "Scrubs",
        /// A white coat over a shirt.
        WhiteCoat "white_coat" "White coat",
        /// An apron over a shirt.
        Apron "apron" "Apron",
        /// A chef's jacket.
        ChefJacket "chef_jacket" "Chef's jacket",
        /// A zipped sports jacket.
        TrackJacket "track_jacket" "Track jacket",
        /// A sleeveless sports top.
        TankTop "tank_top" "Sports top",
        /// A reflecting vest over a T-shirt.
        SafetyVest "safety_vest" "Safety vest",
        /// A denim jacket over a T-shirt.
        DenimJacket "denim_jacket" "Denim jacket",
        /// Dungarees over a T-shirt.
        Dungarees "dungarees" "Dungarees",
        /// A dress with a round neckline.
        Dress "dress" "Dress",
        /// A leather jacket over a T-shirt.
        LeatherJacket "leather_jacket" "Leather jacket",
    }
}

labels! {
    /// What the cloth shows.
    Pattern {
        /// One colour.
        Plain "plain" "Plain",
        /// Level stripes.
        Stripes "stripes" "Stripes",
        /// Checks.
        Checks "checks" "Checks",
        /// Small dots.
        Dots "dots" "Dots",
        /// Knitted ribs.
        Ribs "ribs" "Ribbed",
        /// A block of another colour across the chest.
        Block "block" "Colour block",
    }
}

/// Clothes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Outfit {
    /// What is worn outermost.
    pub garment: Garment,
    /// Its colour.
    pub color: Color,
    /// What lies under it.
    pub under: Color,
    /// Seams, ties, stripes.
    pub accent: Color,
    /// What the cloth shows.
    pub pattern: Pattern,
}

labels! {
    /// Glasses.
    Glasses {
        /// None.
        None "none" "None",
        /// Round frames.
        Round "round" "Round",
        /// Rectangular frames.
        Square "square" "Rectangular",
        /// Frames with raised corners.
        CatEye "cat_eye" "Cat-eye",
        /// Thin wire frames.
        Wire "wire" "Wire",
    }
}

labels! {
    /// Earrings.
    Earrings {
        /// None.
        None "none" "None",
        /// Small and round.
        Studs "studs" "Studs",
        /// Rings.
        Hoops "hoops" "Hoops",
        /// Hanging.
        Drops "drops" "Drops",
    }
}

labels! {
    /// What is worn on the head over the hair.
    Headwear {
        /// Nothing.
        None "none" "None",
        /// A knitted hat.
        Beanie "beanie" "Beanie",
        /// A cap.
        Cap "cap" "Cap",
        /// A safety helmet.
        Helmet "helmet" "Helmet",
        /// Headphones.
        Headphones "headphones" "Headphones",
        /// A chef's hat.
        ChefHat "chef_hat" "Chef's hat",
    }
}

/// What is worn besides clothes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Accessories {
    /// Glasses.
    pub glasses: Glasses,
    /// Their frame.
    pub glasses_color: Color,
    /// Earrings.
    pub earrings: Earrings,
    /// Earrings and other metal.
    pub metal: Color,
    /// On the head.
    pub headwear: Headwear,
    /// Its colour.
    pub headwear_color: Color,
}

labels! {
    /// A side of the picture, as the viewer sees it.
    Side {
        /// Left.
        Left "left" "Left",
        /// Right.
        Right "right" "Right",
    }
}

/// The light on figure and setting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Light {
    /// Where it comes from.
    pub key: Side,
    /// 0 is cool daylight, 255 a warm lamp.
    pub warmth: Dial,
    /// How much darker the other side is.
    pub contrast: Dial,
}
