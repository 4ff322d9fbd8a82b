import CZlib

/// Inflates gzip (RFC 1952) by zlib, within limits: a few bytes can stand for gigabytes.
struct Gzip {
  /// The most bytes that are inflated.
  let maximumBytes: Int
  /// The most bytes that one byte may stand for, once the first MiB is full.
  ///
  /// Text as systems write it stays below 100; deflate itself can reach 1,032.
  static let maximumRatio = 250
  private static let freeBytes = 1 << 20

  /// Whether bytes begin as gzip does.
  static func begins(_ bytes: UnsafeRawBufferPointer) -> Bool {
    bytes.count >= 2 && bytes[0] == 0x1F && bytes[1] == 0x8B
  }

  /// Writes all members of `source`, one after the other, to the start of `target`, which grows as
  /// needed, and answers how many bytes that are.
  func inflate(
    _ source: UnsafeRawBufferPointer, into target: inout [UInt8]
  ) throws(LoadRefusal) -> Int {
    var stream = z_stream()
    // 15 is the window of all deflate, 16 asks for the header of gzip.
    guard
      inflateInit2_(
        &stream, 15 + 16, ZLIB_VERSION, CInt(MemoryLayout<z_stream>.size)) == Z_OK
    else { throw .unreadable("no memory to inflate it") }
    defer { inflateEnd(&stream) }
    let ratio = source.count.multipliedReportingOverflow(by: Self.maximumRatio)
    let most = min(maximumBytes, max(Self.freeBytes, ratio.overflow ? .max : ratio.partialValue))
    var (read, written) = (0, 0)
    while true {
      if written == target.count { Self.grow(&target, most: most + 1) }
      let status = step(&stream, source, &read, &target, &written)
      guard written <= most else {
        throw most == maximumBytes
          ? .tooLarge(limit: maximumBytes)
          : .unreadable("it inflates to more than \(Self.maximumRatio) times its size")
      }
      switch status {
      case Z_OK where read < source.count || written == target.count: continue
      case Z_STREAM_END:
        // Zeros fill up blocks of tapes; anything else must be another member.
        guard source[read...].contains(where: { $0 != 0 }) else { return written }
        guard inflateReset(&stream) == Z_OK else { throw Self.damaged }
      case Z_OK, Z_BUF_ERROR: throw .unreadable("the gzip data ends too early")
      default: throw Self.damaged
      }
    }
  }

  private static let damaged = LoadRefusal.unreadable("the gzip data is damaged")

  private static func grow(_ target: inout [UInt8], most: Int) {
    let count = min(max(target.count * 2, 1 << 16), max(most, target.count + 1))
    target.lengthen(to: count)
  }

  /// Inflates as much as fits.
  private func step(
    _ stream: inout z_stream, _ source: UnsafeRawBufferPointer, _ read: inout Int,
    _ target: inout [UInt8], _ written: inout Int
  ) -> CInt {
    target.withUnsafeMutableBytes { target in
      // In bounds: zlib reads and writes no more than the counts it is told, which are those of what
      // is left of both buffers; it never writes to its source, though its type allows that.
      let rest = source[read...]
      let room = target[written...]
      let (given, free) = (min(rest.count, Int(UInt32.max)), min(room.count, Int(UInt32.max)))
      stream.next_in = UnsafeMutablePointer(
        mutating: UnsafeRawBufferPointer(rebasing: rest).baseAddress?
          .assumingMemoryBound(to: UInt8.self))
      stream.avail_in = UInt32(given)
      stream.next_out = UnsafeMutableRawBufferPointer(rebasing: room).baseAddress?
        .assumingMemoryBound(to: UInt8.self)
      stream.avail_out = UInt32(free)
      let status = CZlib.inflate(&stream, Z_NO_FLUSH)
      read += given - Int(stream.avail_in)
      written += free - Int(stream.avail_out)
      return status
    }
  }
}
