import AssayModel
import Documents
import Records

/// `manifest.json`: what stands in an output directory, and what the run decided.
///
/// Written last, so that a directory without one is known to be incomplete.
package enum Manifest {
  /// What the document says it is.
  package static let schema = "assay/outputs/v1"

  /// Where it stands in the directory.
  package static let path = "manifest.json"

  /// The manifest of `files`, which it lists by path.
  package static func bytes(_ summary: RunSummary, of files: [ReportFile.Entry]) -> [UInt8] {
    var json = JSONWriter()
    json.object { json in
      json.member("schema", schema)
      RunJSON.tool(summary.run, &json)
      RunJSON.run(summary.run, &json)
      RunJSON.decision(summary.verdict, &json)
      RunJSON.counts(summary.counts, &json)
      RunJSON.ledger(summary.anchor, &json)
      json.key("files")
      json.array { json in
        for file in files.sorted(by: { $0.path < $1.path }) {
          json.object { json in
            json.member("path", file.path)
            json.member("bytes", file.count)
            json.member("sha256", file.digest)
          }
        }
      }
    }
    return json.bytes + [UInt8(ascii: "\n")]
  }
}

/// The members that our JSON documents share, spelled once.
enum RunJSON {
  static func tool(_ run: Run, _ json: inout JSONWriter) {
    json.key("tool")
    json.object { json in
      json.member("name", "assay")
      json.member("version", run.toolVersion)
    }
  }

  static func run(_ run: Run, _ json: inout JSONWriter) {
    json.key("run")
    json.object { json in
      json.member("id", run.id)
      json.member("kind", run.kind.rawValue)
      json.member("started", run.started.rfc3339)
      json.member("scope", run.scope)
      json.member("packs_sha256", run.packDigest)
      json.member("inputs_sha256", run.inputDigest)
    }
  }

  static func decision(_ verdict: Verdict, _ json: inout JSONWriter) {
    json.member("verdict", verdict.decision.rawValue)
    json.member("reason", verdict.reason)
    json.member("exit_code", Int(verdict.exitCode))
    json.key("blocking")
    json.object { json in
      json.member("fail", verdict.blockingFail)
      json.member("unknown", verdict.blockingUnknown)
    }
  }

  static func counts(_ counts: OutcomeCounts, _ json: inout JSONWriter) {
    json.key("counts")
    json.object { json in
      json.member("pass", counts.pass)
      json.member("fail", counts.fail)
      json.member("unknown", counts.unknown)
      json.member("not_applicable", counts.notApplicable)
      json.member("waived", counts.waived)
    }
  }

  static func ledger(_ head: LedgerHead, _ json: inout JSONWriter) {
    json.key("ledger")
    json.object { json in
      json.key("seq")
      json.int(head.seq)
      json.member("hash", head.hash)
    }
  }
}
