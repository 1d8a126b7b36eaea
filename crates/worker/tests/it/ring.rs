//! Frames come through shared memory whole, and the newest first.

use std::io::Write;

use worker::error::WorkerError;
use worker::ring::{RingReader, RingWriter};

#[test]
fn the_newest_frame_is_read_once() {
    let mut writer = RingWriter::create(3, 1_000).expect("room");
    let reader = RingReader::open(&writer.path()).expect("a ring");
    let mut frame = vec![9; 5_000];
    assert_eq!(reader.read_after(0, &mut frame), None);
    for number in 1..=10 {
        assert_eq!(writer.publish(&[&[number; 32], &[number; 101]]).expect("it fits"), u64::from(number));
    }
    assert_eq!(reader.read_after(0, &mut frame), Some(10));
    assert_eq!(frame, [10; 133]);
    assert_eq!(reader.read_after(10, &mut frame), None);
}

#[test]
fn frames_of_any_size_come_whole() {
    let mut writer = RingWriter::create(2, 1_000).expect("room");
    let reader = RingReader::open(&writer.path()).expect("a ring");
    for size in [0, 1, 7, 8, 9, 999, 1_000] {
        let sent = (0..size).map(|n| (n % 251) as u8).collect::<Vec<_>>();
        let number = writer.publish(&[&sent]).expect("it fits");
        let mut frame = Vec::new();
        assert_eq!(reader.read_after(0, &mut frame), Some(number));
        assert_eq!(frame, sent);
    }
    assert!(matches!(writer.publish(&[&[0; 1_001]]), Err(WorkerError::TooLarge { .. })));
    assert!(matches!(writer.publish(&[&[0; 3], &[0; 3]]), Err(WorkerError::TooLarge { .. })));
}

#[test]
fn a_frame_is_never_torn() {
    let mut writer = RingWriter::create(2, 4_096).expect("room");
    let reader = RingReader::open(&writer.path()).expect("a ring");
    let count = 15_000_u64;
    std::thread::scope(|scope| {
        scope.spawn(move || {
            for number in 1..=count {
                writer.publish(&[&[number as u8; 4_096]]).expect("it fits");
            }
            // The writer takes the file away when it goes; the reader keeps what it has mapped.
        });
        let (mut last, mut frame) = (0, Vec::new());
        while last < count {
            if let Some(number) = reader.read_after(last, &mut frame) {
                assert!(number > last && frame.len() == 4_096);
                assert!(frame.iter().all(|&byte| byte == number as u8), "frame {number} is whole");
                last = number;
            }
        }
    });
}

#[test]
fn a_file_that_is_no_ring_is_refused() {
    let mut file = tempfile::NamedTempFile::new().expect("a file");
    assert!(RingReader::open(file.path()).is_err(), "empty");
    file.write_all(&[1; 4_000]).expect("room");
    assert!(matches!(RingReader::open(file.path()), Err(WorkerError::Garbled)));
    let writer = RingWriter::create(4, 10_000).expect("room");
    let whole = std::fs::read(writer.path()).expect("a file");
    std::fs::write(file.path(), &whole[..whole.len() - 8]).expect("room");
    assert!(matches!(RingReader::open(file.path()), Err(WorkerError::Garbled)), "cut off");
    assert!(matches!(RingReader::open("/no/such/ring".as_ref()), Err(WorkerError::Io(_))));
}

#[test]
fn the_file_goes_with_the_writer() {
    let writer = RingWriter::create(2, 8).expect("room");
    let path = writer.path();
    assert!(path.exists());
    drop(writer);
    assert!(!path.exists());
    assert!(RingWriter::create(1, 8).is_err() && RingWriter::create(2, usize::MAX).is_err());
}
