//! Changes the matrix and the range of a 4:2:0 picture to BT.709, limited.
//! Grey stays grey between any two matrices, so chroma depends on chroma alone and the work is small.

use gst_video::{VideoColorMatrix, VideoColorRange, VideoColorimetry};
use gstreamer_video as gst_video;
use render::picture::plane_size;
use types::geometry::Size;

/// What a luma sample and two chroma samples become, as factors in 1/65536.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Recolor {
    luma: [i32; 3],
    luma_from: i32,
    chroma: [[i32; 2]; 2],
}

/// BT.709: the weights of red and blue in luma (ITU-R BT.709-6, 3.2).
const STANDARD: (f64, f64) = (0.2126, 0.0722);
const ONE: f64 = 65_536.0;

impl Recolor {
    /// From that colorimetry to BT.709 limited. `None` for what is not a luma and chroma space known here.
    pub(crate) fn to_standard(from: &VideoColorimetry) -> Option<Self> {
        let (red, blue) = match from.matrix() {
            VideoColorMatrix::Bt709 => STANDARD,
            VideoColorMatrix::Bt601 | VideoColorMatrix::Unknown => (0.299, 0.114),
            VideoColorMatrix::Fcc => (0.30, 0.11),
            VideoColorMatrix::Smpte240m => (0.212, 0.087),
            VideoColorMatrix::Bt2020 => (0.2627, 0.0593),
            _ => return None,
        };
        Some(Self::between((red, blue), from.range()))
    }

    /// Whether every sample stays as it is.
    pub(crate) fn changes_nothing(&self) -> bool {
        let one = ONE as i32;
        *self == Self { luma: [one, 0, 0], luma_from: 16, chroma: [[one, 0], [0, one]] }
    }

    /// Changes packed planes Y, U and V of a picture of that size.
    pub(crate) fn apply(&self, size: Size, planes: &mut [Vec<u8>; 3]) {
        if self.changes_nothing() {
            return;
        }
        let [luma, first, second] = planes;
        let (width, _) = plane_size(size, 0);
        let (half, _) = plane_size(size, 1);
        if width == 0 {
            return;
        }
        for (row, line) in luma.chunks_exact_mut(width).enumerate() {
            let start = row / 2 * half;
            let (Some(us), Some(vs)) = (first.get(start..start + half), second.get(start..start + half))
            else {
                return;
            };
            self.luma_row(line, us, vs);
        }
        for (u, v) in first.iter_mut().zip(second) {
            let (a, b) = (i32::from(*u) - 128, i32::from(*v) - 128);
            let [[uu, uv], [vu, vv]] = self.chroma;
            *u = rounded(uu * a + uv * b, 128);
            *v = rounded(vu * a + vv * b, 128);
        }
    }

    fn luma_row(&self, line: &mut [u8], us: &[u8], vs: &[u8]) {
        let [y, u, v] = self.luma;
        for (pair, (&a, &b)) in line.chunks_mut(2).zip(us.iter().zip(vs)) {
            let shift = u * (i32::from(a) - 128) + v * (i32::from(b) - 128);
            for sample in pair {
                *sample = rounded(y * (i32::from(*sample) - self.luma_from) + shift, 16);
            }
        }
    }

    fn between((red, blue): (f64, f64), range: VideoColorRange) -> Self {
        let full = range == VideoColorRange::Range0_255;
        let (to_red, to_blue) = STANDARD;
        let (luma_scale, chroma_scale) = if full { (219.0 / 255.0, 224.0 / 255.0) } else { (1.0, 1.0) };
        let green = 1.0 - red - blue;
        // R = Y + rv·V and B = Y + bu·U, G follows; U and V from -0.5 to 0.5.
        let (rv, bu) = (2.0 * (1.0 - red), 2.0 * (1.0 - blue));
        let (gu, gv) = (-blue * bu / green, -red * rv / green);
        let to_green = 1.0 - to_red - to_blue;
        // New luma = Y + yu·U + yv·V.
        let (yu, yv) = (to_green * gu + to_blue * bu, to_red * rv + to_green * gv);
        let (u_unit, v_unit) = (2.0 * (1.0 - to_blue), 2.0 * (1.0 - to_red));
        let fixed = |value: f64| (value * ONE).round() as i32;
        // Chroma spans 224 steps where luma spans 219.
        let cross = if full { luma_scale } else { 219.0 / 224.0 };
        Self {
            luma: [fixed(luma_scale), fixed(yu * cross), fixed(yv * cross)],
            luma_from: if full { 0 } else { 16 },
            chroma: [
                [fixed((bu - yu) / u_unit * chroma_scale), fixed(-yv / u_unit * chroma_scale)],
                [fixed(-yu / v_unit * chroma_scale), fixed((rv - yv) / v_unit * chroma_scale)],
            ],
        }
    }
}

fn rounded(fixed: i32, offset: i32) -> u8 {
    (((fixed + 32_768) >> 16) + offset).clamp(0, 255) as u8
}
