import AssayModel
import Records

/// User data of recipes, launch templates and instances: base64 in APIs, often plain in templates.
enum UserData {
  /// The decoded text; text that is no base64 stands for itself.
  static func read(_ datum: Datum, _ reader: inout DatumReader) -> Draft {
    let draft = reader.draft(datum, as: .string)
    if datum.isPlainOfBase64 { return plain(datum) ?? draft }
    guard let text = draft.text else { return draft }
    if isDigest(text), reader.dialect == .terraform {
      let reason = UnknownReason(.opaque, "the plan holds only a digest of the user data")
      return .unknown(reason, at: draft.origin)
    }
    guard let bytes = Base64.decode(text), bytes.count > 3 else { return draft }
    if bytes.starts(with: [0x1F, 0x8B]) {
      return .unknown(UnknownReason(.opaque, "the user data is compressed"), at: draft.origin)
    }
    guard let decoded = String(validating: bytes, as: UTF8.self), isReadable(decoded) else {
      return draft
    }
    return .stated(.string(decoded), at: draft.origin)
  }

  /// A text that `Fn::Base64` will encode; names of deployed resources stay as placeholders.
  private static func plain(_ datum: Datum) -> Draft? {
    guard let text = datum.text?.wholeText ?? datum.scalarText,
      datum.holes.values.allSatisfy({ $0.kind == .plan })
    else { return nil }
    if case .unknown = datum.content, datum.holes.isEmpty { return nil }
    return .stated(.string(text), at: datum.origin)
  }

  /// The provider keeps a SHA-1 of `user_data` in state.
  private static func isDigest(_ text: String) -> Bool {
    text.utf8.count == 40
      && text.utf8.allSatisfy { "0123456789abcdef".utf8.contains($0) }
  }

  /// Base64 that is really a word gives control characters.
  private static func isReadable(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy {
      $0.value >= 0x20 || $0.value == 9 || $0.value == 10 || $0.value == 13
    }
  }
}
