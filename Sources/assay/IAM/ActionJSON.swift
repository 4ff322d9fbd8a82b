import Documents
import IAM

/// Answers about actions for programs.
enum ActionJSON {
  /// One document: the catalogue, then an answer for each name, in the order of asking.
  static func bytes(_ answers: [ActionAnswer], _ catalogue: ActionCatalogue) -> [UInt8] {
    var json = JSONWriter()
    json.object { json in
      json.key("catalogue")
      json.object { json in
        json.member("version", catalogue.version)
        json.member("date", catalogue.date)
      }
      json.key("answers")
      json.array { json in
        for answer in answers { json.object { write(answer, to: &$0) } }
      }
    }
    return json.bytes + Array("\n".utf8)
  }

  private static func write(_ answer: ActionAnswer, to json: inout JSONWriter) {
    switch answer {
    case .action(let service, let action):
      json.member("kind", "action")
      write(service, action, to: &json)
    case .pattern(let pattern, let matches):
      json.member("kind", "pattern")
      json.member("pattern", pattern)
      json.key("actions")
      json.array { json in
        for match in matches {
          json.object { json in
            json.member("name", match.qualifiedName)
            json.member("accessLevel", match.level.rawValue)
          }
        }
      }
    case .unlisted(let text, let wayOut):
      json.member("kind", "unlisted")
      json.member("name", text)
      json.member("hint", wayOut)
    }
  }

  private static func write(
    _ service: ActionCatalogue.Service, _ action: ActionCatalogue.Action, to json: inout JSONWriter
  ) {
    json.member("name", action.qualifiedName)
    json.member("service", service.name)
    json.member("accessLevel", action.level.rawValue)
    json.key("resources")
    json.array { json in
      for resource in action.resources {
        json.object { json in
          json.member("name", resource.type.name)
          json.member("arn", resource.type.arn)
          json.member("required", resource.isRequired)
          json.member("conditionKeys", resource.conditionKeys)
        }
      }
    }
    json.key("conditionKeys")
    json.array { json in
      for key in ActionKeys(service, action).all {
        json.object { json in
          json.member("name", key.name)
          json.member("type", key.type?.rawValue)
        }
      }
    }
    json.member("dependentActions", action.dependentActions)
  }
}
