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

  /// How an API spells its keys.
  enum APICase: Sendable { case camel, pascal }

  private let api: [[String]]
  private let cloudFormation: [[String]]
  private let terraform: [[String]]

  init(_ canonical: Path, api: Path?, cfn: Path?, tf: Path?, apiCase: APICase) {
    let paths = Self.paths(canonical)
    self.api =
      api.map(Self.paths) ?? (apiCase == .camel ? paths : paths.map { $0.map(Self.pascal) })
    cloudFormation = cfn.map(Self.paths) ?? paths.map { $0.map(Self.pascal) }
    terraform = tf.map(Self.paths) ?? paths.map { $0.map(Self.snake) }
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
    path.text.split(separator: "|").map { $0.split(separator: ".").map(String.init) }
  }

  private static func pascal(_ word: String) -> String {
    word.prefix(1).uppercased() + word.dropFirst()
  }

  /// `kmsKeyId` becomes `kms_key_id`; digits stay with the letters before them.
  private static func snake(_ word: String) -> String {
    var snake = ""
    for scalar in word.unicodeScalars {
      if scalar.properties.isUppercase {
        snake += "_" + String(scalar).lowercased()
      } else {
        snake.unicodeScalars.append(scalar)
      }
    }
    return snake
  }
}
