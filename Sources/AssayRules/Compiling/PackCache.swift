import AssayModel
import CEL
import Documents
import Records
import Sealing

/// Checked packs as bytes, so that a run need not parse and check them again.
///
/// Keyed by a digest of every file, of the schemas and of the program. The bytes carry their own
/// digest; whoever supplies the file access vouches for owner and mode. Anything amiss reads as "not
/// there".
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
    file.path.split(separator: "/").last.map(String.init) ?? file.path
  }

  /// The digest of what was given: every pack file, and the schemas they are checked against.
  static func key(of sources: [PackSource]) -> String {
    var fields = ["assay-pack-cache-v1", String(ExpressionCoding.version)]
    for schema in SchemaSet.assay.schemas {
      fields.append(schema.name)
      for field in schema.fields {
        fields.append("\(field.name) \(field.type) \(field.presence) \(field.values)")
      }
    }
    for source in sources {
      fields.append(source.folder)
      for file in source.files {
        fields.append(name(of: file))
        fields.append(String(decoding: file.bytes, as: UTF8.self))
      }
    }
    return Digest.sha256(fields: fields).hex
  }

  /// The packs under a key; nil when they are not there or not exactly what was stored.
  func packs(for key: String) -> [CheckedPack]? {
    guard let bytes = read(name(for: key)), bytes.count > 32 else { return nil }
    let body = Array(bytes[32...])
    guard Array(bytes[..<32]) == Digest.sha256(body).bytes else { return nil }
    return PackCoding.decode(body)
  }

  /// Keeps packs under a key.
  func store(_ packs: [CheckedPack], for key: String) {
    let body = PackCoding.encode(packs)
    write(name(for: key), Digest.sha256(body).bytes + body)
  }

  private func name(for key: String) -> String {
    "packs-\(Digest.sha256(fields: [key, salt]).hex).cache"
  }
}
