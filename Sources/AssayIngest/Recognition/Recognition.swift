import Documents

/// Tells what a text is: one of our formats, something else, or one of ours that is broken.
///
/// In: a text, whatever its name. Out: its documents with their formats, or why it is passed over, or
/// why it is refused. What looks like ours and cannot be read is refused, never passed over.
enum Recognition {
  typealias Found = (format: InputFormat, document: Document)

  case documents([Found])
  /// Not an input.
  case skipped(reason: String)
  /// Ours, or ought to be.
  case refused(reason: String, [Diagnostic])

  /// Where files are looked for: what is none of ours is nothing to speak of among code, and may be an
  /// answer that went wrong in a snapshot.
  enum Place { case repository, snapshot }

  /// Whether a file is an answer that was packed, by its name.
  static func isPacked(_ path: String) -> Bool { path.hasSuffix(".json.gz") }

  /// Why such an answer is not read.
  static let packed =
    "packed, as only objects of Resource Data Sync may be; unpack it with `gunzip`"

  /// Why a file of a snapshot that is no text ought to be an answer all the same; nil for what is none.
  static func missedAnswer(binary path: String) -> String? {
    if isPacked(path) { return packed }
    let name = path.split(separator: "/").last ?? ""
    // What macOS keeps beside a file on disks of others is called like the file.
    let isAnswer = name.hasSuffix(".json") && !name.hasPrefix("._")
    return isAnswer ? "no text, or packed, where an answer of AWS is expected" : nil
  }

  static func recognize(_ file: SourceFile, in place: Place = .repository) -> Recognition {
    let recognition = recognizeText(file)
    guard case .skipped(let reason) = recognition else { return recognition }
    if let missed = missedAnswer(file, in: place, reason) { return missed }
    return place == .snapshot
      ? .skipped(reason: ForeignDocument.reasonInSnapshot(reason)) : recognition
  }

  /// Why a text that is in no format of ours is an answer of AWS all the same, or ought to be one; nil for
  /// what is none.
  private static func missedAnswer(
    _ file: SourceFile, in place: Place, _ reason: String
  ) -> Recognition? {
    let text = TextSigns(file)
    if place == .snapshot, text.startsLikeJSON, let stray = StrayEvidence.reason(file) {
      return .refused(reason: stray, [IngestDiagnostics.stray(stray, in: file)])
    }
    if text.startsLikeJSON, let document = JSONReader.read(file).0 {
      if ForeignDocument.isOfAnotherService(document.root) { return nil }
      let faults = AnswerShape.faults(inUnrecognized: document, place)
      if let first = faults.first { return .refused(reason: first.message, faults) }
      let isEmpty = document.root.pairs?.isEmpty ?? document.root.elements?.isEmpty ?? false
      guard isEmpty else { return nil }
    } else if text.startsLikeJSON || text.otherTool != nil {
      return nil
    }
    guard place == .snapshot, text.isNamedJSON else { return nil }
    let what = text.isBlank ? "nothing" : text.startsLikeJSON ? reason : "no JSON"
    return .refused(
      reason: "\(what) where an answer of AWS is expected",
      [IngestDiagnostics.noAnswer(what, in: file)])
  }

  private static func recognizeText(_ file: SourceFile) -> Recognition {
    let text = TextSigns(file)
    if text.isBlank { return .skipped(reason: "empty") }
    if let reason = text.foreignLanguage {
      // What is ours all through is ours, whatever it is called.
      if text.mayBeOursByContent, case .documents(let found) = recognizeData(file, text) {
        return .documents(found)
      }
      return .skipped(reason: reason)
    }
    return recognizeData(file, text)
  }

  private static func recognizeData(_ file: SourceFile, _ text: TextSigns) -> Recognition {
    text.startsLikeJSON ? recognizeJSON(file, text) : recognizeYAML(file, text)
  }

  /// The one document of a text, in either syntax.
  static func document(_ file: SourceFile) -> Document? {
    TextSigns(file).startsLikeJSON ? JSONReader.read(file).0 : YAMLReader.read(file).0
  }

  private static func recognizeJSON(_ file: SourceFile, _ text: TextSigns) -> Recognition {
    let (document, diagnostics) = JSONReader.read(file)
    if let document { return recognize([document], file) }
    // A bracket also begins sections of other languages and YAML's flow style.
    if text.isLineDelimitedJSON, JSONReader.readLines(file).1.isEmpty {
      return .skipped(reason: ForeignDocument.lines)
    }
    let (flow, _) = YAMLReader.readAll(file)
    if !flow.isEmpty, flow.contains(where: { format(of: $0.root) != nil }), !text.isNamedJSON {
      return recognize(flow, file)
    }
    if let reason = text.otherTool { return .skipped(reason: reason) }
    if !text.looksLikeJSON { return .skipped(reason: "neither JSON nor YAML") }
    return .refused(reason: "not valid JSON", diagnostics)
  }

  private static func recognizeYAML(_ file: SourceFile, _ text: TextSigns) -> Recognition {
    let (documents, diagnostics) = YAMLReader.readAll(file)
    guard diagnostics.isEmpty else {
      if text.hasSignsOfOurs { return .refused(reason: "not valid YAML", diagnostics) }
      if let reason = text.otherTool { return .skipped(reason: reason) }
      return text.isNamedData
        ? .refused(reason: "not valid YAML", diagnostics)
        : .skipped(reason: "neither JSON nor YAML")
    }
    if documents.isEmpty { return .skipped(reason: "empty") }
    return recognize(documents, file)
  }

  private static func recognize(_ documents: [Document], _ file: SourceFile) -> Recognition {
    var found: [Found] = []
    for document in documents {
      guard let format = format(of: document.root) else { continue }
      if let refusal = refusal(of: document, format) { return refusal }
      found.append((format, document))
    }
    if !found.isEmpty { return .documents(found) }
    guard let root = documents.first?.root else { return .skipped(reason: "empty") }
    if let phases = root["phases"], root["version"] == nil {
      guard phases.elements != nil else { return .skipped(reason: ForeignDocument.unknown) }
      return .refused(
        reason: "a component document without `schemaVersion`",
        [IngestDiagnostics.missingSchemaVersion(phases, in: file)])
    }
    return .skipped(reason: ForeignDocument.reason(root, path: file.path))
  }

  /// The first format of the list that takes a document for its own.
  static func format(of root: Node) -> InputFormat? {
    if ForeignDocument.isDefinitelyForeign(root) { return nil }
    return InputFormat.allCases.first { $0.recognizes(root) }
  }

  /// What is ours by its signs and not by its form.
  private static func refusal(of document: Document, _ format: InputFormat) -> Recognition? {
    let root = document.root
    switch format {
    case .componentDocument:
      guard let phases = root["phases"], phases.elements == nil else { return nil }
      return .refused(
        reason: "`phases` is not a list",
        [IngestDiagnostics.phasesNotAList(phases, in: document.file)])
    case .cloudFormation:
      guard root["Resources"]?.pairs == nil else { return nil }
      return .refused(
        reason: "a template without resources",
        [IngestDiagnostics.noResources(root, in: document.file)])
    default: return nil
    }
  }
}
