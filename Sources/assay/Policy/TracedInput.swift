import AssayIngest
import AssayModel
import AssayRules
import Documents

/// What a rule is traced over.
enum TracedInput {
  /// The resources of inputs of any format; else of mappings in the shape of an example.
  ///
  /// - Throws: `Stop` when no file gives a resource, with what is wrong.
  static func graph(
    _ paths: [String], parameters: [String], kind: ResourceKind
  ) throws(Stop) -> ResourceGraph {
    let inputs = try Inputs.load(paths, parameters: parameters)
    let read = ingest(inputs.files, parameters: inputs.parameters)
    if !read.graph.resources.isEmpty { return read.graph }
    guard inputs.files.count == 1, case .file(let file) = inputs.files[0] else {
      throw .unusable("no resource is among what was given")
    }
    let (document, problems) = YAMLReader.read(file)
    guard let document, document.root.pairs != nil else {
      throw Stop(.unusable, text: DiagnosticRenderer().render(problems))
    }
    let example = RuleExamples.graph(of: document.root, in: file, kind: kind)
    guard example.diagnostics.isEmpty else {
      throw Stop(.unusable, text: DiagnosticRenderer().render(example.diagnostics))
    }
    return example.graph
  }
}
