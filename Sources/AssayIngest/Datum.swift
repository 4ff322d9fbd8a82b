package import Documents
package import Records

/// A value of an input after its own language was evaluated: intrinsics, plan unknowns, includes.
///
/// Formats turn nodes into data; kinds turn data into drafts of their schemas. A datum knows where
/// it stands and is text, a list, a map, a link to another resource, or unknown with the reason.
package struct Datum: Sendable {
  /// What a datum holds.
  package indirect enum Content: Sendable {
    /// Text as written, typed later by the schema; null is the scalar that `isNull`.
    case scalar(Scalar)
    case list([Datum])
    case map([Entry])
    case link(ResourceLink)
    case unknown(UnknownReason)
  }

  /// One key and its value, in document order.
  package struct Entry: Sendable {
    package var key: String
    package var keyRange: SourceRange
    package var value: Datum

    package init(key: String, keyRange: SourceRange, value: Datum) {
      self.key = key
      self.keyRange = keyRange
      self.value = value
    }
  }

  package var content: Content
  /// The file whose text the range is in; may be a text inside another file.
  package var file: SourceFile
  package var range: SourceRange
  /// Marked sensitive by the input; never printed.
  package var isSensitive = false
  /// The text of a value that was put together (`Fn::Sub`, `Fn::Join`), with a map back to its parts.
  ///
  /// Also set when parts are unknown: then the content is unknown and each gap stands in this text as
  /// `${Name}`, so that a document inside can still be read. Nil for a value that stands as written.
  package var text: SourceFile?
  /// Why each gap of `text` is one, keyed by its spelling, such as `${BucketName}`.
  package var holes: [String: UnknownReason] = [:]
  /// Set when the input says that it encodes the value as Base64 on the way: what stands here is
  /// already plain.
  package var isPlainOfBase64 = false

  package init(_ content: Content, file: SourceFile, range: SourceRange) {
    self.content = content
    self.file = file
    self.range = range
  }

  /// A node as it stands, without any language to evaluate.
  package init(_ node: Node, in file: SourceFile) {
    self.file = file
    range = node.range
    switch node.content {
    case .scalar(let scalar): content = .scalar(scalar)
    case .sequence(let elements): content = .list(elements.map { Datum($0, in: file) })
    case .mapping(let pairs):
      content = .map(
        pairs.map {
          Entry(
            key: $0.key.scalar?.text ?? "", keyRange: $0.key.range,
            value: Datum($0.value, in: file))
        })
    }
  }

  /// Where it stands, in the outermost file.
  package var origin: Origin { Origin(file: file, range: range) }

  /// The value under a key of a map; nil when there is none or this is no map.
  package subscript(key: String) -> Datum? {
    guard case .map(let entries) = content else { return nil }
    return entries.first { $0.key == key }?.value
  }
}

/// A value that names another resource of the same input: `Ref`, `Fn::GetAtt`, a plan's reference.
package struct ResourceLink: Sendable, Hashable {
  /// `path#logical-id` or `path#address`: an alias of the resource it leads to.
  package let key: String
  /// What of it: `Arn`, `id`; nil for a plain `Ref`.
  package let attribute: String?
  /// The type of that resource, as its input spells it.
  package let type: String
  /// As written, for messages: `!GetAtt Role.Arn`.
  package let text: String

  package init(key: String, attribute: String?, type: String, text: String) {
    self.key = key
    self.attribute = attribute
    self.type = type
    self.text = text
  }
}

/// How an input spells the fields of resources.
package enum Dialect: Sendable, Hashable {
  /// AWS API and CLI JSON: camel case for Image Builder, Pascal case for EC2, SSM and IAM.
  case api
  case cloudFormation
  case terraform
}

/// One resource as an input declares it, before its kind is read.
package struct DeclaredResource: Sendable {
  package let dialect: Dialect
  /// `AWS::EC2::SecurityGroup`, `aws_security_group`, or for the API a kind's name.
  package let type: String
  /// For people: logical id, address, or name.
  package let name: String
  /// `path#logical-id`, `path#address`, or an ARN: unique in a run.
  package let key: String
  package let properties: Datum
  package let origin: Origin
  package let form: DeclarationForm

  package init(
    dialect: Dialect, type: String, name: String, key: String, properties: Datum, origin: Origin,
    form: DeclarationForm = .complete
  ) {
    self.dialect = dialect
    self.type = type
    self.name = name
    self.key = key
    self.properties = properties
    self.origin = origin
    self.form = form
  }
}

/// How much of a resource its declaration carries.
package enum DeclarationForm: Sendable, Hashable {
  /// All that was ever stated: unset means unset.
  case complete
  /// A list output's summary: what is missing may well be set.
  case summary
}

extension Origin {
  /// The place of a range, in the outermost file.
  package init(file: SourceFile, range: SourceRange) {
    let (outer, outerRange) = file.outermost(range)
    let start = outer.position(at: outerRange.start)
    let end = outer.position(at: outerRange.end)
    self.init(
      path: outer.path, line: Int32(clamping: start.line), column: Int32(clamping: start.column),
      endLine: Int32(clamping: end.line), endColumn: Int32(clamping: end.column))
  }
}
