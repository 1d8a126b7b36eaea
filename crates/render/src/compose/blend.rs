//! Blend modes, after W3C Compositing and Blending Level 1, for a layer over an opaque picture.

use std::num::Wrapping;

use multiversion::multiversion;
use types::document::look::Blend;

use super::rows::{self, Lane, div255, lane};

const WHITE: Lane = Wrapping(255);

/// Mixes a row of premultiplied RGBA into an opaque row. What comes out as alpha has no meaning.
#[multiversion(targets("x86_64+avx2"))]
pub fn row(below: &mut [u8], layer: &Row, blend: Blend) {
    match blend {
        Blend::Normal => each(below, layer, |b, s, a| s + div255(b * (WHITE - a))),
        Blend::Add => each(below, layer, |b, s, _| b + s),
        Blend::Multiply => each(below, layer, |b, s, a| div255(b * (WHITE - a)) + div255(b * s)),
        Blend::Screen => each(below, layer, |b, s, _| b + s - div255(b * s)),
        Blend::Overlay => each(below, layer, overlay),
        Blend::Darken => each(below, layer, |b, s, a| div255(b * (WHITE - a)) + s.min(div255(b * a))),
        Blend::Lighten => each(below, layer, |b, s, a| div255(b * (WHITE - a)) + s.max(div255(b * a))),
    }
}

/// A row of a layer made ready for mixing: alpha stands beside every channel.
#[derive(Default)]
pub struct Row {
    channels: Vec<u8>,
    alphas: Vec<u8>,
}

impl Row {
    /// Takes up a row of premultiplied RGBA, made fainter by `weight` (0 to 256).
    pub fn read(&mut self, rgba: &[u8], weight: u16) {
        self.channels.clear();
        self.channels.extend_from_slice(rgba);
        rows::mix_to(&mut self.channels, 0, rows::FULL - weight);
        self.alphas.resize(rgba.len(), 0);
        spread_alpha(&mut self.alphas, &self.channels);
    }
}

#[multiversion(targets("x86_64+avx2"))]
fn spread_alpha(alphas: &mut [u8], rgba: &[u8]) {
    for (alphas, pixel) in alphas.as_chunks_mut::<4>().0.iter_mut().zip(rgba.as_chunks::<4>().0) {
        *alphas = [pixel[3]; 4];
    }
}

#[inline(always)]
fn overlay(below: Lane, source: Lane, alpha: Lane) -> Lane {
    let dark = div255(below * source);
    let light = Wrapping(alpha.0.saturating_sub(2 * div255((WHITE - below) * (alpha - source)).0));
    let lit = if below < Wrapping(128) { dark + dark } else { light };
    div255(below * (WHITE - alpha)) + lit
}

/// `mix` gets a channel of the opaque picture, of the layer (never more than its alpha), and that alpha.
#[inline(always)]
fn each(below: &mut [u8], layer: &Row, mix: impl Fn(Lane, Lane, Lane) -> Lane) {
    for ((below, channel), alpha) in below.iter_mut().zip(&layer.channels).zip(&layer.alphas) {
        let mixed = mix(lane(*below), lane((*channel).min(*alpha)), lane(*alpha));
        *below = mixed.0.min(255) as u8;
    }
}
