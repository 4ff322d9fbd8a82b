import AssayModel
import CEL
import Documents
import Records
import Sealing

/// Checked packs as bytes, so that a run need not parse and check them again.
///
/// Keyed by a digest of every file and of the program. The bytes carry a digest of
/// themselves and of their name; whoever supplies the file access vouches for owner and mode. Anything
/// amiss reads as "not there".
package struct PackCache: Sendable {
  private let salt: String
  private let read: @Sendable (String) -> [UInt8]?
  private let write: @Sendable (String, [UInt8]) -> Void

  /// A cache over named blobs.
  ///
  /// `salt` is whatever tells builds of the program apart; `read` gives the bytes under a name, nil
  /// when there are none to be trusted; `write` keeps bytes, and is silent when it cannot.
  package init(
    salt: String, read: @escaping @Sendable (String) -> [UInt8]?,
    write: @escaping @Sendable (String, [UInt8]) -> Void
  ) {
    self.salt = salt
    self.read = read
    self.write = write
  }

  /// The name of a file without its folders: what tells the files of a pack apart.
  static func name(of file: SourceFile) -> String {
    guard let slash = file.path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return file.path }
    return String(file.path[file.path.utf8.index(after: slash)...])
  }

  /// The digest of what was given: every pack file.
  ///
  /// The salt stands for the program, and so for the
  /// schemas that they are checked against.
  static func key(of sources: [PackSource]) -> String {
    var digester = Digester()
    digester.add(field: "assay-pack-cache-v6 \(ExpressionCoding.version)")
    for source in sources {
      digester.add(field: source.folder)
      for file in source.files {
        digester.add(field: name(of: file))
        digester.add(UInt64(file.bytes.count))
        digester.add(file.bytes)
      }
    }
    return digester.digest().hex
  }

  /// The packs under a key; nil when they are not there or not exactly what was stored.
  func packs(for key: String) -> [CheckedPack]? {
    let name = name(for: key)
    guard let bytes = read(name), bytes.count > 32 else { return nil }
    guard bytes[..<32].elementsEqual(Self.seal(of: bytes[32...], under: name)) else { return nil }
    return PackCoding.decode(bytes, from: 32)
  }

  /// Keeps packs under a key.
  func store(_ packs: [CheckedPack], for key: String) {
    let body = PackCoding.encode(packs)
    let name = name(for: key)
    write(name, Self.seal(of: body[...], under: name) + body)
  }

  /// A digest of bytes and of the name they are kept under, so that none pass under another.
  private static func seal(of body: ArraySlice<UInt8>, under name: String) -> [UInt8] {
    var digester = Digester()
    digester.add(field: name)
    digester.add(body)
    return digester.digest().bytes
  }

  private func name(for key: String) -> String {
    "packs-\(Digest.sha256(fields: [key, salt]).hex).cache"
  }
}
