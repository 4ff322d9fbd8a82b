/// How the three dialects spell the place of one field.
///
/// The canonical path is the API's camel case (`ebs.kmsKeyId`). CloudFormation spells it in Pascal
/// case, Terraform in snake case; EC2, IAM and SSM spell their API in Pascal case too. Where a
/// dialect goes its own way, its path is written out.
struct Spelling: Sendable {
  /// One way to write a path: `a.b`, alternatives divided by `|`; the first that is there wins.
  struct Path: Sendable, ExpressibleByStringLiteral {
    fileprivate let text: String

    init(stringLiteral text: String) { self.text = text }

    /// The dialect has no place for the field.
    static let notCarried: Path = ""
  }

  /// How keys are spelled.
  enum Casing: Sendable {
    /// Image Builder: camel case in the API.
    case camel
    /// EC2, IAM and SSM: Pascal case in the API.
    case pascal
    /// A document of its own, spelled the same in whatever stands around it.
    case asWritten
  }

  private let api: [[String]]
  private let cloudFormation: [[String]]
  private let terraform: [[String]]

  init(_ canonical: Path, api: Path?, cfn: Path?, tf: Path?, casing: Casing) {
    let paths = Self.paths(canonical)
    let pascal = casing == .asWritten ? paths : paths.map { $0.map(Self.pascal) }
    let snake = casing == .asWritten ? paths : paths.map { $0.map(Self.snake) }
    self.api = api.map(Self.paths) ?? (casing == .pascal ? pascal : paths)
    cloudFormation = cfn.map(Self.paths) ?? pascal
    terraform = tf.map(Self.paths) ?? snake
  }

  /// The paths to try, in order; empty when the dialect does not carry the field.
  subscript(dialect: Dialect) -> [[String]] {
    switch dialect {
    case .api: api
    case .cloudFormation: cloudFormation
    case .terraform: terraform
    }
  }

  private static func paths(_ path: Path) -> [[String]] {
    path.text.utf8.split(separator: UInt8(ascii: "|")).map { alternative in
      alternative.split(separator: UInt8(ascii: ".")).map { String(Substring($0)) }
    }
  }

  // Keys are ASCII: bytes do, and cost a fraction of Unicode's properties.

  private static func pascal(_ word: String) -> String {
    var bytes = Array(word.utf8)
    if let first = bytes.first, isLower(first) { bytes[0] = first ^ 0x20 }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// `kmsKeyId` becomes `kms_key_id`; digits stay with the letters before them.
  private static func snake(_ word: String) -> String {
    var snake: [UInt8] = []
    for byte in word.utf8 {
      if isLower(byte ^ 0x20), byte & 0x20 == 0 {
        snake.append(UInt8(ascii: "_"))
        snake.append(byte ^ 0x20)
      } else {
        snake.append(byte)
      }
    }
    return String(decoding: snake, as: UTF8.self)
  }

  private static func isLower(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
  }
}
