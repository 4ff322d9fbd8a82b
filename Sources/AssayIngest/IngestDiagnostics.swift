import AssayModel
import Documents

/// What the stage that turns documents into resources has to say.
enum IngestDiagnostics {
  static func unreadable(_ datum: Datum, expected: String) -> Diagnostic {
    Diagnostic(
      .warning, code: "unreadable-value", "\(datum.noun) stands where \(expected) is expected",
      file: datum.file, range: datum.range)
  }

  static func orphan(
    _ declared: DeclaredResource, of kind: ResourceKind, _ why: String
  ) -> Diagnostic {
    Diagnostic(
      .note, code: "owner-not-given",
      "the \(kind.title) that `\(declared.name)` belongs to is not given: \(why)",
      file: declared.properties.file, range: declared.properties.range)
  }

  static func notJudged(_ type: String, count: Int, in file: SourceFile) -> Diagnostic {
    let resources = count == 1 ? "1 resource" : "\(count) resources"
    return Diagnostic(
      .note, code: "type-not-judged", "\(resources) of type `\(type)`: not judged", file: file,
      range: SourceRange(0, 0))
  }

  /// Of a type that shares, launches or grants what rules judge, and that is not read.
  static func relatedNotJudged(_ type: String, count: Int, in file: SourceFile) -> Diagnostic {
    let resources = count == 1 ? "1 resource" : "\(count) resources"
    return Diagnostic(
      .warning, code: "related-type-not-judged",
      "\(resources) of type `\(type)` may open or share what is judged here, and cannot be read",
      file: file, range: SourceRange(0, 0))
  }

  /// Types whose resources change what others are, or are another spelling of them.
  static func isRelated(_ type: String) -> Bool {
    related.contains(type) || type.hasPrefix("awscc_") || type.hasSuffix("::MODULE")
  }

  private static let related: Set<String> = [
    "aws_ami_launch_permission", "aws_snapshot_create_volume_permission",
    "aws_launch_configuration", "AWS::AutoScaling::LaunchConfiguration",
    "aws_spot_instance_request", "aws_spot_fleet_request", "AWS::EC2::SpotFleet",
    "aws_cloudformation_stack", "AWS::CloudFormation::Stack", "AWS::CloudFormation::StackSet",
    "aws_iam_role_policy_attachments_exclusive", "aws_iam_group_policy_attachment",
    "aws_iam_user_policy_attachment", "AWS::IAM::Group", "AWS::IAM::User",
  ]

  static func firstPageOnly(_ token: Node, in file: SourceFile) -> Diagnostic {
    Diagnostic(
      .warning, code: "first-page-only",
      "the answer goes on on another page, which is not here", file: file, range: token.range,
      fixIts: [FixIt("collect all pages; the AWS CLI does without `--max-items`")])
  }

  /// A call of a collection that was not answered, or not asked yet.
  static func notCollected(
    _ call: String?, reason: String?, at node: Node, in file: SourceFile
  ) -> Diagnostic {
    Diagnostic(
      .warning, code: "not-collected",
      "\(call.map { "`\($0)`" } ?? "a call") was not collected: \(reason ?? "no reason is given")",
      file: file, range: node.range,
      fixIts: [FixIt("collect again into the same folder: only what is missing is asked for")])
  }

  /// Something else stands in an answer than AWS writes there.
  static func wrongAnswer(
    _ node: Node, at path: String, expected: String, in file: SourceFile
  ) -> Diagnostic {
    Diagnostic(
      .warning, code: "wrong-answer",
      "\(Datum(node, in: file).noun) stands at `\(path)`, where AWS answers with \(expected)",
      file: file, range: node.range)
  }

  /// An element of an answer without what tells which it is.
  static func missing(
    _ member: String, of node: Node, at path: String, in file: SourceFile
  ) -> Diagnostic {
    Diagnostic(
      .warning, code: "wrong-answer", "`\(path)` has no `\(member)`, which AWS always answers with",
      file: file, range: node.range,
      fixIts: [FixIt("give answers whole, without `--query`")])
  }

  /// A file of a snapshot that ought to be an answer and says nothing.
  static func noAnswer(_ what: String, in file: SourceFile) -> Diagnostic {
    Diagnostic(
      .warning, code: "no-answer", "\(what), where an answer of AWS is expected", file: file,
      range: SourceRange(0, 0))
  }

  /// A file of a snapshot that tells of the fleet, and not as it is read.
  static func stray(_ what: String, in file: SourceFile) -> Diagnostic {
    Diagnostic(.warning, code: "stray-evidence", what, file: file, range: SourceRange(0, 0))
  }

  static func phasesNotAList(_ phases: Node, in file: SourceFile) -> Diagnostic {
    Diagnostic(
      .error, code: "phases-not-a-list", "`phases` of a component document must be a list",
      file: file, range: phases.range,
      fixIts: [FixIt("write each phase as an element: `- name: build`")])
  }

  static func missingSchemaVersion(_ phases: Node, in file: SourceFile) -> Diagnostic {
    Diagnostic(
      .error, code: "schema-version-missing",
      "phases as in a component document, but no `schemaVersion`", file: file, range: phases.range,
      fixIts: [FixIt("add `schemaVersion: 1.0`")])
  }

  static func noResources(_ root: Node, in file: SourceFile) -> Diagnostic {
    Diagnostic(
      .error, code: "template-without-resources",
      "a CloudFormation template without a map of `Resources`", file: file, range: root.range)
  }

  /// Whether a diagnostic tells of declarations that were not read at all: no rule sees them, so the
  /// input as a whole is not decided.
  static func isGap(_ diagnostic: Diagnostic) -> Bool {
    [
      "not-expanded", "resource-without-type", "unreadable-plan-resource", "phases-not-a-list",
      "template-without-resources", "related-type-not-judged", "incomplete-plan", "first-page-only",
      "not-collected", "wrong-answer",
    ].contains(diagnostic.code)
  }

  /// A diagnostic on one line, as reports of inputs hold it.
  static func line(_ diagnostic: Diagnostic) -> String {
    let place = diagnostic.place
    let text = SafeText.message(diagnostic.message)
    let head = "\(SafeText.message(place.path)):\(place.start.line):\(place.start.column)"
    return "\(head): \(diagnostic.severity.rawValue): \(text) [\(diagnostic.code)]"
  }
}
