import AssayModel
import AssayReports
import Documents

/// `assay.yaml` -> `ConfigFile`: strict, so that a slip in a key never loosens a gate in silence.
struct ConfigReader {
  private var reader: NodeReader
  private let folder: String
  private var config: ConfigFile

  /// Reads a file; its values count only when there are no diagnostics, which come in file order.
  static func read(_ source: SourceFile) -> (ConfigFile, [Diagnostic]) {
    var reader = ConfigReader(source)
    let (documents, problems) = YAMLReader.readAll(source)
    guard problems.isEmpty else { return (reader.config, problems) }
    if documents.count > 1 {
      reader.reader.report(ConfigDiagnostics.manyDocuments(source, at: documents[1].root.range))
    }
    if let root = documents.first?.root, !root.isNull { reader.read(root) }
    let diagnostics = reader.reader.diagnostics.sorted { $0.range.start < $1.range.start }
    return (reader.config, diagnostics)
  }

  private init(_ source: SourceFile) {
    reader = NodeReader(source)
    folder = FilePath.folder(of: source.path)
    config = ConfigFile(path: source.path)
  }

  private mutating func read(_ root: Node) {
    let allowed = ConfigFile.Key.allCases.map(\.rawValue)
    guard let mapping = reader.mapping(root, "the configuration", allowed: allowed) else { return }
    for key in ConfigFile.Key.allCases {
      guard let node = mapping[key.rawValue] else { continue }
      read(key, node)
    }
  }

  private mutating func read(_ key: ConfigFile.Key, _ node: Node) {
    let name = key.rawValue
    switch key {
    case .policies: config.policies = setting(policyFolders(node), node)
    case .packs: config.packs = setting(texts(node, name), node)
    case .params: config.params = params(node, "params")
    case .environments: environments(node)
    case .parameters: config.parameters = setting(texts(node, name)?.map(joined), node)
    case .db: config.database = pathOrFalse(node, name)
    case .out: config.out = setting(reader.string(node, name).map(joined), node)
    case .failOn: config.failOn = setting(reader.choice(node, name), node)
    case .failOnChange: config.failOnChange = setting(changes(node, name).map { .some($0) }, node)
    case .onUnknown: config.onUnknown = setting(reader.choice(node, name), node)
    case .baseline: config.baseline = setting(reader.string(node, name).map(joined), node)
    case .format: config.formats = setting(formats(node, name), node)
    case .color: config.color = setting(reader.choice(node, name), node)
    }
  }

  private func setting<Value>(_ value: Value?, _ node: Node) -> Setting<Value>? {
    value.map { Setting($0, from: origin(node)) }
  }

  private func origin(_ node: Node) -> SettingOrigin {
    let position = reader.file.position(at: node.range.start)
    return .file("\(reader.file.path):\(position.line):\(position.column)")
  }

  private func joined(_ path: String) -> String { FilePath.join(folder, path) }

  /// One text, or a list of them.
  private mutating func texts(_ node: Node, _ name: String) -> [String]? {
    node.scalar != nil ? reader.string(node, name).map { [$0] } : reader.strings(node, name)
  }

  private mutating func policyFolders(_ node: Node) -> [String]? {
    texts(node, ConfigFile.Key.policies.rawValue)?.map { text in
      text == ConfigFile.shippedPacks ? text : joined(text)
    }
  }

  private mutating func params(_ node: Node, _ name: String) -> [ParameterSetting] {
    var settings: [ParameterSetting] = []
    for pack in reader.pairs(node, name) ?? [] {
      let packName = pack.key.scalar?.text ?? ""
      for parameter in reader.pairs(pack.value, "\(name).\(packName)") ?? [] {
        settings.append(
          ParameterSetting(
            pack: packName, name: parameter.key.scalar?.text ?? "",
            given: .node(parameter.value), origin: origin(parameter.value), folder: folder))
      }
    }
    return settings
  }

  private mutating func environments(_ node: Node) {
    for pair in reader.pairs(node, "environments") ?? [] {
      let name = pair.key.scalar?.text ?? ""
      guard
        let environment = reader.mapping(
          pair.value, "environment `\(name)`", allowed: [ConfigFile.Key.params.rawValue])
      else { continue }
      config.environments[name] =
        environment["params"].map { params($0, "environments.\(name).params") } ?? []
    }
  }

  private mutating func pathOrFalse(_ node: Node, _ name: String) -> Setting<String?>? {
    if node.scalar == Scalar("false", style: .plain) { return Setting(nil, from: origin(node)) }
    return setting(reader.string(node, name).map(joined), node)
  }

  private mutating func changes(_ node: Node, _ name: String) -> FailureChangeKinds? {
    guard let texts = texts(node, name) else { return nil }
    let kinds = texts.compactMap { text -> FailureChange? in
      if let kind = FailureChange(rawValue: text) { return kind }
      reader.report(
        NodeDiagnostics.unknownValue(
          text, of: name, allowed: FailureChange.allCases.map(\.rawValue), file: reader.file,
          range: node.range))
      return nil
    }
    return kinds.isEmpty ? nil : FailureChangeKinds(Set(kinds))
  }

  private mutating func formats(_ node: Node, _ name: String) -> [FormatOption]? {
    guard let elements = node.elements ?? (node.scalar != nil ? [node] : nil) else {
      return reader.strings(node, name)?.compactMap(FormatOption.init)
    }
    return elements.compactMap { element in
      guard let text = reader.string(element, name) else { return nil }
      guard let option = FormatOption(text) else {
        reader.report(
          NodeDiagnostics.unknownValue(
            text, of: name, allowed: ReportFormat.allCases.map(\.rawValue), file: reader.file,
            range: element.range))
        return nil
      }
      return FormatOption(format: option.format, file: option.file.map(joined))
    }
  }
}
