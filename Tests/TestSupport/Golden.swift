package import Testing

#if canImport(Glibc)
  import Glibc
#endif

/// A file that holds what some output must be, byte for byte.
///
/// With `ASSAY_UPDATE_GOLDENS=1` it is rewritten; the difference is then reviewed in git.
package enum Golden {
  /// Expects `bytes` to be what stands at `path`, relative to the package's root.
  package static func expect(
    _ bytes: [UInt8], at path: String, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    if getenv("ASSAY_UPDATE_GOLDENS").map({ String(cString: $0) }) == "1" {
      #expect(write(bytes, path), "cannot write \(path)", sourceLocation: sourceLocation)
      return
    }
    guard let golden = read(path) else {
      Issue.record(
        "no golden \(path): run with ASSAY_UPDATE_GOLDENS=1", sourceLocation: sourceLocation)
      return
    }
    let isSame = golden == bytes
    #expect(
      isSame, "\(path) differs\n\(difference(golden, bytes))", sourceLocation: sourceLocation)
  }

  /// The first lines that differ, as `- golden` and `+ now`.
  private static func difference(_ golden: [UInt8], _ now: [UInt8]) -> String {
    let left = String(decoding: golden, as: UTF8.self).split(
      separator: "\n", omittingEmptySubsequences: false)
    let right = String(decoding: now, as: UTF8.self).split(
      separator: "\n", omittingEmptySubsequences: false)
    let first = zip(left, right).prefix { $0 == $1 }.count
    let removed = left.dropFirst(first).prefix(5).map { "- \($0.prefix(400))" }
    let added = right.dropFirst(first).prefix(5).map { "+ \($0.prefix(400))" }
    return (["line \(first + 1):"] + removed + added).joined(separator: "\n")
  }

  /// The bytes of a file, relative to the package's root; nil when it cannot be read.
  package static func read(_ path: String) -> [UInt8]? {
    guard let file = fopen(path, "rb") else { return nil }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = fread(&chunk, 1, chunk.count, file)
      if count == 0 { return bytes }
      bytes += chunk[..<count]
    }
  }

  private static func write(_ bytes: [UInt8], _ path: String) -> Bool {
    guard let file = fopen(path, "wb") else { return false }
    defer { fclose(file) }
    return fwrite(bytes, 1, bytes.count, file) == bytes.count
  }
}
