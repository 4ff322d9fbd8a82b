import AssayModel
import AssayRules
import Documents
import Records
import Sealing

/// Names a run by its start and by what it looked at.
struct RunIdentity {
  let inputs: Inputs
  let rules: RuleSet
  let started: Instant

  var run: Run {
    let digest = inputDigest
    let start = started.rfc3339.filter { $0 != ":" }
    return Run(
      id: "run-\(start)-\(digest.prefix(8))", kind: .gate, started: started,
      toolVersion: Version.current, scope: scope, packs: rules.packs, packDigest: rules.digest,
      inputDigest: digest)
  }

  /// SHA-256 over places and contents, whatever could not be read included.
  private var inputDigest: String {
    var digester = Digester()
    digester.add(field: "assay-inputs-v1")
    let placed = (inputs.files + inputs.parameters).map { input in
      (place: inputs.placement.place(of: input.path), input: input)
    }
    for (place, input) in placed.sorted(by: { $0.place < $1.place }) {
      digester.add(field: place)
      switch input {
      case .file(let file):
        digester.add(UInt64(file.originalBytes.count))
        digester.add(file.originalBytes)
      case .refused(_, let reason): digester.add(field: "refused: \(reason)")
      case .skipped(_, let reason): digester.add(field: "skipped: \(reason)")
      }
    }
    return digester.digest().hex
  }

  /// What runs are compared within: the repository, the places in it, and the parameter files, which
  /// make another stack of the same template.
  private var scope: String {
    let places = words(inputs.paths)
    let parameters = words(inputs.parameterPaths)
    return "\(inputs.placement.name): \(places)" + (parameters.isEmpty ? "" : " with \(parameters)")
  }

  private func words(_ paths: [String]) -> String {
    Set(paths.map(inputs.placement.place)).sorted().joined(separator: " ")
  }
}
