//! Brings HLG and PQ pictures down to standard range.
//!
//! The signal is turned into light as a 1000 cd/m² screen shows it (ITU-R BT.2100), measured against the
//! white of a sheet of paper, 203 cd/m² (ITU-R BT.2408). Light up to six tenths of that stays as it is, so skin looks
//! as from an ordinary camera; what is brighter is bent towards white by the brightest channel, so hues stay.
//! Then BT.2020 colours become BT.709 ones. All of it is one table of 65x33x33 points, interpolated.

use std::sync::OnceLock;

use rayon::prelude::*;
use render::picture::plane_size;
use types::geometry::Size;
use types::media::Transfer;

const LUMA_POINTS: usize = 65;
const CHROMA_POINTS: usize = 33;
/// The screen the signal is meant for, in cd/m².
const PEAK: f32 = 1000.0;
/// Paper white in cd/m².
const WHITE: f32 = 203.0;
/// Light that is left alone, as a share of paper white.
const KNEE: f32 = 0.6;

/// Y, U and V of every point of the table, 0 to 255, without rounding.
type Table = Vec<[f32; 3]>;

/// A 10-bit BT.2100 picture (limited range, packed little-endian planes of 16-bit samples, 4:2:0) as 8-bit BT.709 planes.
pub(crate) fn to_standard(transfer: Transfer, size: Size, planes: &[Vec<u8>; 3]) -> [Vec<u8>; 3] {
    let table = table(transfer);
    let [luma, first, second] = planes;
    let (width, height) = plane_size(size, 0);
    let (half, half_height) = plane_size(size, 1);
    let mut out = [vec![0; width * height], vec![0; half * half_height], vec![0; half * half_height]];
    if width == 0 || height == 0 {
        return out;
    }
    let [out_luma, out_first, out_second] = &mut out;
    let rows = out_luma
        .par_chunks_mut(2 * width)
        .zip(out_first.par_chunks_mut(half))
        .zip(out_second.par_chunks_mut(half));
    rows.enumerate().for_each(|(pair, ((lines, us), vs))| {
        let from = Rows {
            luma: luma.get(4 * pair * width..).unwrap_or_default(),
            first: first.get(2 * pair * half..).unwrap_or_default(),
            second: second.get(2 * pair * half..).unwrap_or_default(),
            width,
        };
        from.convert(table, lines, us, vs);
    });
    out
}

/// Two rows of luma and the row of chroma that belongs to them.
struct Rows<'a> {
    luma: &'a [u8],
    first: &'a [u8],
    second: &'a [u8],
    width: usize,
}

impl Rows<'_> {
    fn convert(&self, table: &Table, lines: &mut [u8], us: &mut [u8], vs: &mut [u8]) {
        for (x, (u_out, v_out)) in us.iter_mut().zip(vs).enumerate() {
            let cell = Chroma::at(sample(self.first, x), sample(self.second, x));
            let (mut u_sum, mut v_sum, mut count) = (0.0, 0.0, 0.0);
            for at in [2 * x, 2 * x + 1, self.width + 2 * x, self.width + 2 * x + 1] {
                let outside = at % self.width < 2 * x;
                let Some(out) = lines.get_mut(at).filter(|_| !outside) else { continue };
                let [y, u, v] = cell.look_up(table, sample(self.luma, at));
                *out = (y + 0.5) as u8;
                u_sum += u;
                v_sum += v;
                count += 1.0;
            }
            *u_out = (u_sum / f32::max(count, 1.0) + 0.5) as u8;
            *v_out = (v_sum / f32::max(count, 1.0) + 0.5) as u8;
        }
    }
}

fn sample(row: &[u8], at: usize) -> f32 {
    let bytes = row.get(2 * at..2 * at + 2).unwrap_or(&[0, 0]);
    f32::from(u16::from_le_bytes([bytes[0], bytes[1]]).min(1023))
}

/// Where a pair of chroma samples lies in the table: the corners around it and how near it is to each.
struct Chroma {
    corners: [usize; 4],
    weights: [f32; 4],
}

impl Chroma {
    fn at(u: f32, v: f32) -> Self {
        let scale = (CHROMA_POINTS - 1) as f32 / 1023.0;
        let (u, v) = (u * scale, v * scale);
        let (iu, iv) = ((u as usize).min(CHROMA_POINTS - 2), (v as usize).min(CHROMA_POINTS - 2));
        let (fu, fv) = (u - iu as f32, v - iv as f32);
        let base = (iu * CHROMA_POINTS + iv) * LUMA_POINTS;
        Self {
            corners: [
                base,
                base + LUMA_POINTS,
                base + CHROMA_POINTS * LUMA_POINTS,
                base + (CHROMA_POINTS + 1) * LUMA_POINTS,
            ],
            weights: [(1.0 - fu) * (1.0 - fv), (1.0 - fu) * fv, fu * (1.0 - fv), fu * fv],
        }
    }

    fn look_up(&self, table: &Table, y: f32) -> [f32; 3] {
        let y = y * ((LUMA_POINTS - 1) as f32 / 1023.0);
        let iy = (y as usize).min(LUMA_POINTS - 2);
        let fy = y - iy as f32;
        let mut sum = [0.0; 3];
        for (&corner, &weight) in self.corners.iter().zip(&self.weights) {
            let Some([low, high]) =
                table.get(corner + iy..corner + iy + 2).and_then(|two| two.first_chunk::<2>())
            else {
                continue;
            };
            for ((sum, &low), &high) in sum.iter_mut().zip(low).zip(high) {
                *sum += weight * (low + fy * (high - low));
            }
        }
        sum
    }
}

fn table(transfer: Transfer) -> &'static Table {
    static HLG: OnceLock<Table> = OnceLock::new();
    static PQ: OnceLock<Table> = OnceLock::new();
    match transfer {
        Transfer::Pq => PQ.get_or_init(|| fill(pq_light)),
        Transfer::Hlg | Transfer::Sdr => HLG.get_or_init(|| fill(hlg_light)),
    }
}

fn fill(light: fn([f32; 3]) -> [f32; 3]) -> Table {
    let code = |point: usize, points: usize| point as f32 / (points - 1) as f32 * 1023.0;
    let mut table = Vec::with_capacity(LUMA_POINTS * CHROMA_POINTS * CHROMA_POINTS);
    for u in 0..CHROMA_POINTS {
        for v in 0..CHROMA_POINTS {
            for y in 0..LUMA_POINTS {
                let signal = rgb_of(code(y, LUMA_POINTS), code(u, CHROMA_POINTS), code(v, CHROMA_POINTS));
                table.push(yuv_of(narrow(bend(light(signal)))));
            }
        }
    }
    table
}

/// R'G'B' of 10-bit limited BT.2020 codes (ITU-R BT.2020-2, table 4), from 0 to 1.
fn rgb_of(y: f32, u: f32, v: f32) -> [f32; 3] {
    let (y, u, v) = ((y - 64.0) / 876.0, (u - 512.0) / 896.0, (v - 512.0) / 896.0);
    let (red, blue) = (y + 1.4746 * v, y + 1.8814 * u);
    [red, (y - 0.2627 * red - 0.0593 * blue) / 0.6780, blue].map(|channel| channel.clamp(0.0, 1.0))
}

/// Light in shares of paper white that an HLG signal means on a 1000 cd/m² screen (ITU-R BT.2100-2, table 5).
fn hlg_light(signal: [f32; 3]) -> [f32; 3] {
    const A: f32 = 0.178_832_77;
    const B: f32 = 0.284_668_92;
    const C: f32 = 0.559_910_7;
    let scene = signal.map(|e| if e <= 0.5 { e * e / 3.0 } else { (((e - C) / A).exp() + B) / 12.0 });
    let gain = luminance(scene).max(1e-6).powf(0.2) * PEAK / WHITE;
    scene.map(|channel| channel * gain)
}

/// Light in shares of paper white that a PQ signal means (SMPTE ST 2084).
fn pq_light(signal: [f32; 3]) -> [f32; 3] {
    const M1: f32 = 0.159_301_76;
    const M2: f32 = 78.84375;
    const C1: f32 = 0.8359375;
    const C2: f32 = 18.851_563;
    const C3: f32 = 18.6875;
    signal.map(|e| {
        let power = e.powf(1.0 / M2);
        let light = ((power - C1).max(0.0) / (C2 - C3 * power)).powf(1.0 / M1);
        (light * 10_000.0).min(PEAK) / WHITE
    })
}

/// Bends what is brighter than the knee so that the peak becomes 1 (the curve known as Möbius).
fn bend(light: [f32; 3]) -> [f32; 3] {
    let peak = PEAK / WHITE;
    let brightest = light.into_iter().fold(0.0, f32::max);
    if brightest <= KNEE {
        return light;
    }
    let a = -KNEE * KNEE * (peak - 1.0) / (KNEE * KNEE - 2.0 * KNEE + peak);
    let b = (KNEE * KNEE - 2.0 * KNEE * peak + peak) / (peak - 1.0);
    let bent = (b * b + 2.0 * b * KNEE + KNEE * KNEE) / (b - a) * (brightest + a) / (brightest + b);
    light.map(|channel| channel * bent.min(1.0) / brightest)
}

/// BT.2020 light as BT.709 light (ITU-R BT.2087-0 inverted). Colours outside are pulled towards grey until they fit.
fn narrow(light: [f32; 3]) -> [f32; 3] {
    let [r, g, b] = light;
    let rgb = [
        1.6605 * r - 0.5876 * g - 0.0728 * b,
        -0.1246 * r + 1.1329 * g - 0.0083 * b,
        -0.0182 * r - 0.1006 * g + 1.1187 * b,
    ];
    let grey = luminance(light);
    let lowest = rgb.into_iter().fold(0.0, f32::min);
    let keep = if lowest < 0.0 { grey / (grey - lowest) } else { 1.0 };
    rgb.map(|channel| (grey + (channel - grey) * keep).clamp(0.0, 1.0))
}

/// Y, U and V codes of BT.709 light for a screen with a gamma of 2.4 (ITU-R BT.1886).
fn yuv_of(light: [f32; 3]) -> [f32; 3] {
    let [r, g, b] = light.map(|channel| channel.powf(1.0 / 2.4));
    let y = 0.2126 * r + 0.7152 * g + 0.0722 * b;
    [16.0 + 219.0 * y, 128.0 + 224.0 * (b - y) / 1.8556, 128.0 + 224.0 * (r - y) / 1.5748]
}

fn luminance([r, g, b]: [f32; 3]) -> f32 {
    0.2627 * r + 0.6780 * g + 0.0593 * b
}
