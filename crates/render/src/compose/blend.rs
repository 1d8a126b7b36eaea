//! Blend modes, after W3C Compositing and Blending Level 1, for a layer over an opaque picture.

use types::document::look::Blend;

use super::rows::div255;

/// Mixes a row of premultiplied RGBA into an opaque row, made fainter by `weight` (0 to 256).
pub fn row(below: &mut [u8], layer: &[u8], blend: Blend, weight: u16) {
    match blend {
        Blend::Normal => each(below, layer, weight, |b, s, a| s + div255(b * (255 - a))),
        Blend::Add => each(below, layer, weight, |b, s, _| b + s),
        Blend::Multiply => each(below, layer, weight, |b, s, a| div255(b * (255 - a)) + div255(b * s)),
        Blend::Screen => each(below, layer, weight, |b, s, _| b + s - div255(b * s)),
        Blend::Overlay => each(below, layer, weight, overlay),
        Blend::Darken => each(below, layer, weight, |b, s, a| div255(b * (255 - a)) + s.min(div255(b * a))),
        Blend::Lighten => each(below, layer, weight, |b, s, a| div255(b * (255 - a)) + s.max(div255(b * a))),
    }
}

fn overlay(below: u16, source: u16, alpha: u16) -> u16 {
    let lit = if below < 128 {
        2 * div255(below * source)
    } else {
        alpha.saturating_sub(2 * div255((255 - below) * (alpha - source)))
    };
    div255(below * (255 - alpha)) + lit
}

/// `mix` gets a channel of the opaque picture, of the layer (never more than its alpha), and that alpha.
fn each(below: &mut [u8], layer: &[u8], weight: u16, mix: impl Fn(u16, u16, u16) -> u16) {
    let faint = |value: u8| (u16::from(value) * weight + 128) >> 8;
    let (below, _) = below.as_chunks_mut::<4>();
    for (below, layer) in below.iter_mut().zip(layer.as_chunks::<4>().0) {
        let alpha = faint(layer[3]);
        for channel in 0..3 {
            let source = faint(layer[channel]).min(alpha);
            below[channel] = mix(u16::from(below[channel]), source, alpha).min(255) as u8;
        }
    }
}
