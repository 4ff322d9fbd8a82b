import AssayModel
import Documents
import Records

/// Outputs of `cloudwatch list-metrics`, as far as they tell which instances the CloudWatch agent
/// sends metrics of.
///
/// A metric is listed for two weeks after its last value, and with `--recently-active PT3H` for three
/// hours (CloudWatch API reference, ListMetrics).
enum CloudWatchOutput {
  static func isOne(_ root: Node) -> Bool {
    root["Metrics"]?.elements?.allSatisfy { $0["Namespace"] != nil && $0["MetricName"] != nil }
      ?? false
  }

  /// One declaration for each instance, with the names of its metrics.
  static func declarations(in document: Document) -> [DeclaredResource] {
    var output = APIDocument(document)
    var ids: [String] = []
    var found: [String: (id: Datum, names: [Datum])] = [:]
    for metric in document.root["Metrics"]?.elements ?? [] {
      let datum = Datum(metric, in: document.file)
      guard datum["Namespace"]?.scalarText == "CWAgent", let name = datum["MetricName"],
        let value = instance(of: datum), let id = value.scalarText
      else { continue }
      if found[id] == nil { ids.append(id) }
      found[id, default: (value, [])].names.append(name)
    }
    for id in ids {
      guard let (value, names) = found[id] else { continue }
      let content = Datum.Content.map([
        Datum.Entry(key: "InstanceId", keyRange: value.range, value: value),
        Datum.Entry(
          key: "MetricNames", keyRange: value.range,
          value: Datum(.list(names), file: document.file, range: value.range)),
      ])
      output.add(
        "agent_metrics", Datum(content, file: document.file, range: value.range),
        names: ["InstanceId"], keys: ["InstanceId"])
    }
    return output.declarations
  }

  private static func instance(of metric: Datum) -> Datum? {
    metric["Dimensions"]?.elements?.first { $0["Name"]?.scalarText == "InstanceId" }?["Value"]
  }
}
