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

  /// SHA-256 over paths and contents, whatever could not be read included.
  private var inputDigest: String {
    var digester = Digester()
    digester.add(field: "assay-inputs-v1")
    for input in (inputs.files + inputs.parameters).sorted(by: { $0.path < $1.path }) {
      digester.add(field: input.path)
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

  /// What runs are compared within: the repository, the paths in it, and the parameter files, which
  /// make another stack of the same template.
  private var scope: String {
    let repository = Repository()
    let place = { (path: String) in Self.normal(FilePath.join(repository?.inside ?? "", path)) }
    let paths = Set(inputs.paths.map(place)).sorted().joined(separator: " ")
    let parameters = Set(inputs.parameterPaths.map(place)).sorted().joined(separator: " ")
    let name = repository?.name ?? FilePath.workingFolder().map(FilePath.name) ?? ""
    return "\(name): \(paths)" + (parameters.isEmpty ? "" : " with \(parameters)")
  }

  /// Without `.` and empty parts, so that `a/`, `./a` and `a` are one.
  private static func normal(_ path: String) -> String {
    var parts: [Substring] = []
    for part in path.split(separator: "/") where part != "." {
      if part == "..", let last = parts.last, last != ".." {
        parts.removeLast()
      } else {
        parts.append(part)
      }
    }
    let joined = parts.joined(separator: "/")
    return path.hasPrefix("/") ? "/" + joined : joined.isEmpty ? "." : joined
  }
}
