import AssayModel
import AssayRules
import Documents
import Records
import Sealing

/// Names a run by its start and by what it looked at, within which scope, and by which rules.
struct RunIdentity {
  let inputs: Inputs
  let rules: RuleSet
  let started: Instant

  var run: Run {
    let digest = inputDigest
    return Run(
      id: Self.id(started, scope: scope, packs: rules.digest, inputs: digest), kind: .gate,
      started: started,
      toolVersion: Version.current, scope: scope, packs: rules.packs, packDigest: rules.digest,
      inputDigest: digest)
  }

  /// The name of a run, such as `run-2026-11-22T020000Z-0123abcd`: runs that start at one moment differ in the rest.
  static func id(_ started: Instant, scope: String, packs: String, inputs: String) -> String {
    let digest = Digest.sha256(fields: ["assay-run-v1", scope, packs, inputs]).hex
    return "run-\(started.rfc3339.filter { $0 != ":" })-\(digest.prefix(8))"
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
