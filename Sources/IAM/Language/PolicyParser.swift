package import Documents

/// Reads a policy document: a tree with places in, values and diagnostics out.
///
/// The grammar is that of the IAM reference ("Grammar of the IAM JSON policy language"), strictly:
/// names of elements as spelled, an effect of `Allow` or `Deny`, either of `Action` and
/// `NotAction`. What it does not allow is a diagnostic *and* a doubt in the value, so that no
/// unreadable part is taken for one that is not there.
package struct PolicyParser {
  private let file: SourceFile
  private let kind: PolicyKind
  private var diagnostics: [Diagnostic] = []

  private init(_ file: SourceFile, _ kind: PolicyKind) {
    self.file = file
    self.kind = kind
  }

  /// How much of a policy is read; AWS's own limit for one document is 20 KiB.
  private static let limits = ReadLimits(depth: 64, nodes: 1_000_000, bytes: 16 << 20)

  /// Reads the one JSON document of a file; nil with a diagnostic when it is no JSON object.
  package static func parse(
    _ file: SourceFile, as kind: PolicyKind
  ) -> (PolicyDocument?, [Diagnostic]) {
    let (document, problems) = JSONReader.read(file, limits: limits)
    guard let document else { return (nil, problems) }
    let (policy, further) = parse(document.root, in: file, as: kind)
    return (policy, problems + further)
  }

  /// Reads a tree; nil with a diagnostic when it is no mapping.
  package static func parse(
    _ node: Node, in file: SourceFile, as kind: PolicyKind
  ) -> (PolicyDocument?, [Diagnostic]) {
    var parser = PolicyParser(file, kind)
    let document = parser.document(node)
    return (document, parser.diagnostics)
  }

  private mutating func document(_ node: Node) -> PolicyDocument? {
    guard let pairs = node.pairs else {
      diagnostics.append(PolicyDiagnostics.notAPolicy(file, node.range))
      return nil
    }
    var doubt: String?
    for pair in pairs where !["Version", "Id", "Statement"].contains(pair.key.text ?? "") {
      let diagnostic = PolicyDiagnostics.unknownElement(
        pair.key.text ?? "", of: "a policy", among: ["Version", "Id", "Statement"], file,
        pair.key.range)
      diagnostics.append(diagnostic)
      doubt = doubt ?? diagnostic.message
    }
    var version = PolicyDocument.Version.v2008
    if let stated = node["Version"] {
      if let known = stated.text.flatMap(PolicyDocument.Version.init(rawValue:)) {
        version = known
      } else {
        let diagnostic = PolicyDiagnostics.unknownVersion(stated.text ?? "", file, stated.range)
        diagnostics.append(diagnostic)
        doubt = doubt ?? diagnostic.message
      }
    }
    guard let listed = node["Statement"] else {
      diagnostics.append(PolicyDiagnostics.missingElement("Statement", file, node.range))
      return PolicyDocument(
        name: file.path, version: version, statements: [],
        doubt: doubt ?? "the policy has no `Statement`")
    }
    var statements: [Statement] = []
    for element in listed.elements ?? [listed] {
      if let statement = statement(element, version) {
        statements.append(statement)
      } else {
        doubt = doubt ?? diagnostics.last?.message
      }
    }
    return PolicyDocument(
      name: file.path, version: version, statements: statements, doubt: doubt)
  }

  private static let elements = [
    "Sid", "Effect", "Principal", "NotPrincipal", "Action", "NotAction", "Resource",
    "NotResource", "Condition",
  ]

  /// Nil when nothing can be said of it, not even whether it allows or denies.
  private mutating func statement(
    _ node: Node, _ version: PolicyDocument.Version
  ) -> Statement? {
    guard let pairs = node.pairs else {
      diagnostics.append(PolicyDiagnostics.notAStatement(file, node.range))
      return nil
    }
    guard let stated = node["Effect"] else {
      diagnostics.append(PolicyDiagnostics.missingElement("Effect", file, node.range))
      return nil
    }
    guard let effect = stated.text.flatMap(Statement.Effect.init(rawValue:)) else {
      diagnostics.append(PolicyDiagnostics.unknownEffect(stated.text ?? "", file, stated.range))
      return nil
    }
    let before = diagnostics.count
    for pair in pairs where !Self.elements.contains(pair.key.text ?? "") {
      diagnostics.append(
        PolicyDiagnostics.unknownElement(
          pair.key.text ?? "", of: "a statement", among: Self.elements, file, pair.key.range))
    }
    let variables: Pattern.Syntax = version == .v2012 ? .variables : []
    let actions = patterns(node, "Action", "NotAction", .wildcards)
    let resources = patterns(node, "Resource", "NotResource", variables.union(.wildcards))
    if actions == nil, node["Action"] == nil, node["NotAction"] == nil {
      diagnostics.append(PolicyDiagnostics.missingElement("Action", file, node.range))
    }
    if resources == nil, kind.needsResource, node["Resource"] == nil, node["NotResource"] == nil {
      diagnostics.append(PolicyDiagnostics.missingElement("Resource", file, node.range))
    }
    let principals = principals(node)
    let conditions = conditions(node["Condition"], version)
    return Statement(
      effect: effect, sid: node["Sid"]?.text, principals: principals,
      actions: actions ?? .everything, resources: resources, conditions: conditions,
      doubts: diagnostics[before...].map(\.message),
      place: Statement.Place(file: file, range: node.range))
  }

  private mutating func patterns(
    _ node: Node, _ name: String, _ negated: String, _ syntax: Pattern.Syntax
  ) -> Statement.Patterns? {
    if let second = node[negated], node[name] != nil {
      diagnostics.append(
        PolicyDiagnostics.exclusiveElements(name, negated, file, second.range))
      return .everything
    }
    guard
      let (element, isNegated) = node[name].map({ ($0, false) })
        ?? node[negated].map({ ($0, true) })
    else { return nil }
    let before = diagnostics.count
    let texts = texts(element, isNegated ? negated : name)
    // One is enough to doubt the statement, and lists are long.
    if name == "Action", let text = texts.first(where: { !Statement.namesService($0) }) {
      diagnostics.append(PolicyDiagnostics.actionWithoutService(text, file, element.range))
    }
    // What could not be read may name anything, or spare it.
    guard isNegated || diagnostics.count == before else { return .everything }
    return Statement.Patterns(texts.map { Pattern($0, syntax) }, isNegated: isNegated)
  }

  /// A list of texts; a lone text is a list of one.
  private mutating func texts(_ node: Node, _ name: String) -> [String] {
    var texts: [String] = []
    for element in node.elements ?? [node] {
      if let text = element.text {
        texts.append(text)
      } else {
        diagnostics.append(PolicyDiagnostics.notAText(name, file, element.range))
      }
    }
    return texts
  }

  private mutating func principals(_ node: Node) -> Statement.Principals? {
    if let second = node["NotPrincipal"], node["Principal"] != nil {
      diagnostics.append(
        PolicyDiagnostics.exclusiveElements("Principal", "NotPrincipal", file, second.range))
      return .everyone
    }
    guard
      let (element, isNegated) = node["Principal"].map({ ($0, false) })
        ?? node["NotPrincipal"].map({ ($0, true) })
    else {
      if kind.namesPrincipals {
        diagnostics.append(PolicyDiagnostics.missingElement("Principal", file, node.range))
      }
      return nil
    }
    if !kind.namesPrincipals {
      diagnostics.append(PolicyDiagnostics.noPrincipalHere(file, element.range))
    }
    if let text = element.text {
      if text == "*" { return Statement.Principals([.everyone], isNegated: isNegated) }
      diagnostics.append(PolicyDiagnostics.unknownPrincipal(text, file, element.range))
      return .everyone
    }
    let before = diagnostics.count
    var found: [PrincipalPattern] = []
    for pair in element.pairs ?? [] {
      let type = pair.key.text ?? ""
      for text in texts(pair.value, "Principal") {
        if let principal = PrincipalPattern(type: type, text: text) {
          found.append(principal)
        } else {
          diagnostics.append(
            PolicyDiagnostics.unknownPrincipal("\(type): \(text)", file, pair.value.range))
        }
      }
    }
    if element.pairs == nil {
      diagnostics.append(PolicyDiagnostics.notAText("Principal", file, element.range))
    }
    // What could not be read may name anybody, or spare him.
    guard isNegated || diagnostics.count == before else { return .everyone }
    return Statement.Principals(found, isNegated: isNegated)
  }

  private mutating func conditions(
    _ node: Node?, _ version: PolicyDocument.Version
  ) -> [Condition] {
    guard let node else { return [] }
    guard let operators = node.pairs else {
      diagnostics.append(PolicyDiagnostics.notAMapping("Condition", file, node.range))
      return []
    }
    var conditions: [Condition] = []
    for pair in operators {
      guard let keys = pair.value.pairs else {
        diagnostics.append(
          PolicyDiagnostics.notAMapping(pair.key.text ?? "", file, pair.value.range))
        continue
      }
      for entry in keys {
        let spelling = pair.key.text ?? ""
        let before = diagnostics.count
        let values = texts(entry.value, spelling)
        // A condition of which a part is not known asks for nothing that is sure.
        guard diagnostics.count == before else { continue }
        do throws(Condition.Failure) {
          conditions.append(
            try Condition(
              spelling: spelling, key: entry.key.text ?? "", values: values,
              variables: version == .v2012))
        } catch {
          diagnostics.append(
            PolicyDiagnostics.unreadableCondition(error.reason, spelling, file, entry.key.range))
        }
      }
    }
    return conditions
  }
}

extension PrincipalPattern {
  /// One entry of `Principal`: `"AWS": "111122223333"`; nil for what the language does not have.
  package init?(type: String, text: String) {
    switch type {
    case "AWS":
      if text == "*" {
        self = .everyone
      } else if text.utf8.count >= 12, text.utf8.allSatisfy({ $0 >= 48 && $0 <= 57 }) {
        self = .account(text)
      } else if let arn = ARN(text), !text.contains("*"), !text.contains("?") {
        self = arn.service == "iam" && arn.resource == "root" ? .account(arn.account) : .arn(text)
      } else {
        // The ids of deleted users and roles stay behind in policies and match nobody.
        guard text.hasPrefix("AIDA") || text.hasPrefix("AROA") else { return nil }
        self = .arn(text)
      }
    case "Service": self = .service(text)
    case "Federated":
      // Part of a name, nobody says what a wildcard stands for.
      guard text == "*" || !text.contains(where: { "*?".contains($0) }) else { return nil }
      self = .federated(text)
    case "CanonicalUser": self = .canonicalUser(text)
    default: return nil
    }
  }
}
