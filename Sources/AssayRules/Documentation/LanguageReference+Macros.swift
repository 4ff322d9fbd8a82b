import AssayModel

extension LanguageReference {
  static var macros: LanguageGroup {
    LanguageGroup(
      "Presence, lists and maps",
      """
      Macros read like calls, but their arguments are names and expressions over these names. With two \
      variables the first is the index or the key. They nest four deep; a rule variable begins anew.
      """,
      [
        has, all, exists, existsOne, filter, map, sortBy, transformList, transformMap,
        transformMapEntry, bind,
      ])
  }

  private static var has: LanguageEntry {
    LanguageEntry(
      "has", "Whether a field of a record is there, or a map has a key.",
      notes: [
        """
        Absent is false. A field whose value cannot be known may still be known to be set: for a \
        reference to a parameter without a value `has` is true, and reading the field is unknown. \
        Where even that is open, as for a field that nobody collected, `has` is unknown.
        """,
        """
        `has(x.f) && …` and `!has(x.f) || …` let the other side read `x.f`; so does a `when` that \
        holds. The path before the last step needs a guard of its own.
        """,
        "Of a required field it never says no, which is warned of.",
        "Explicit `null` counts as absent; `false`, 0 and empty lists are there.",
      ],
      given: .init(.volume, "{encrypted: true, size: 8, kmsKeyId: !unknown nobody asked}"),
      examples: [
        "has(resource.size)": "true : bool", "has(resource.snapshotId)": "false : bool",
        "has(resource.kmsKeyId)": "unknown: resource.kmsKeyId",
        "has(resource.size) && resource.size < 100": "true : bool",
        "!has(resource.iops) || resource.iops <= 16000": "true : bool",
        "has(resource.encrypted)":
          """
        warning: `encrypted` of volume is always there, or unknown: `has` never says no \
        [always-present]
        """,
        #"has({"a": 0}.a)"#: "true : bool",
        #"has("text")"#: "refused: `has` takes a field, such as `has(a.b)` [has-needs-field]",
      ], related: ["hasValue", "orValue"])
  }

  private static var group: LanguageEntry.Sample {
    .init(
      .securityGroup,
      """
      ingress:
        - {protocol: tcp, fromPort: 443, toPort: 443, world: false}
        - {protocol: tcp, fromPort: 22, toPort: 22, world: !unknown parameter}
      egress: []
      """)
  }

  private static var all: LanguageEntry {
    LanguageEntry(
      "all", "Whether a condition holds for every element of a list, or every key of a map.",
      notes: [
        """
        Over an empty list it is true, which a note tells where a list of the data may be empty. \
        Where an empty list should not pass, add `size() > 0`, or judge element by element with \
        `foreach`.
        """,
        """
        One element that fails decides, whatever the others are. Without one, unknown elements make \
        it unknown, then errors make it an error.
        """,
      ], given: group,
      examples: [
        "resource.ingress.all(r, r.toPort < 1024)": "true : bool",
        "resource.ingress.all(r, r.toPort < 1000 && !r.world)":
          "unknown: resource.ingress[1].world",
        "resource.ingress.all(r, r.fromPort != 22 && !r.world)": "false : bool",
        "resource.egress.all(r, r.world)":
          "note: this holds as well when `resource.egress` is empty [vacuous-all]",
        "[10, 20].all(i, x, x > i)": "true : bool",
        #"{"a": 1}.all(k, v, k == "a" && v == 1)"#: "true : bool",
        "[0, 1].all(x, 1 / x > 5)": "false : bool",
      ], related: ["exists", "filter"])
  }

  private static var exists: LanguageEntry {
    LanguageEntry(
      "exists", "Whether a condition holds for at least one element of a list, or key of a map.",
      notes: [
        "Over an empty list it is false: `!list.exists(…)` passes one, as `all` does.",
        "One element that meets the condition decides, whatever the others are.",
        "Where it is true, the list is known to have an element.",
        "\"All required things are there\" is asked the other way round: "
          + "`!required.exists(r, !(r in list))`.",
      ], given: group,
      examples: [
        "resource.ingress.exists(r, r.fromPort <= 22 && 22 <= r.toPort)": "true : bool",
        "resource.ingress.exists(r, r.world)": "unknown: resource.ingress[1].world",
        "resource.egress.exists(r, r.world)": "false : bool",
        "!resource.ingress.exists(r, r.world && r.toPort == 443)": "true : bool",
        #"{"owner": "a", "env": ""}.exists(k, v, v == "")"#: "true : bool",
        #"!["a", "b"].exists(k, !(k in {"a": 1, "b": 2}))"#: "true : bool",
      ], related: ["all", "exists_one", "sets.contains"])
  }

  private static var existsOne: LanguageEntry {
    LanguageEntry(
      "exists_one", "Whether a condition holds for exactly one element of a list, or key of a map.",
      notes: [
        "`existsOne` is the same.",
        "Every element counts: an error in one is an error of the whole, unless two others meet the "
          + "condition and none fails.",
      ],
      examples: [
        "[1, 2, 3].exists_one(x, x > 2)": "true : bool",
        "[1, 2, 3].exists_one(x, x > 1)": "false : bool",
        "[1, 2, 1].existsOne(i, x, x == 1 && i > 0)": "true : bool",
        "[0, 1].exists_one(x, 1 / x == 1)": "error: divide by zero",
      ], related: ["exists", "filter"])
  }

  private static var filter: LanguageEntry {
    LanguageEntry(
      "filter", "The elements of a list for which a condition holds; of a map, such keys.",
      notes: [
        """
        An element whose condition is unknown stands in the result as an unknown element: what \
        depends on it, such as the size, is unknown.
        """,
        "What the condition proves of an element is known of every element of the result.",
        "For \"is there one\", `exists` is shorter and decides earlier than `filter(…).size() > 0`.",
      ], given: group,
      examples: [
        "[1, 2, 3].filter(x, x > 1)": "[2, 3] : list(int)",
        #"{"a": 1, "b": 2}.filter(k, k != "a")"#: #"["b"] : list(string)"#,
        "resource.ingress.filter(r, !r.world).size()": "unknown: resource.ingress[1].world",
        "resource.ingress.filter(r, has(r.description)).all(r, r.description != \"\")":
          "true : bool",
      ], related: ["exists", "map"])
  }

  private static var map: LanguageEntry {
    LanguageEntry(
      "map", "A list of what an expression gives for each element of a list, or key of a map.",
      notes: ["With three arguments the middle one says which elements are taken."],
      given: group,
      examples: [
        "[1, 2, 3].map(x, x * x)": "[1, 4, 9] : list(int)",
        "[1, 2, 3].map(x, x > 1, x * 10)": "[20, 30] : list(int)",
        "resource.ingress.map(r, r.toPort)": "[443, 22] : list(int)",
        #"{"b": 1, "a": 2}.map(k, k).sort()"#: #"["a", "b"] : list(string)"#,
      ], related: ["filter", "transformList"])
  }

  private static var sortBy: LanguageEntry {
    LanguageEntry(
      "sortBy", "The elements of a list in ascending order of a key that an expression gives.",
      notes: [
        "Elements with equal keys keep their order.",
        "Keys are numbers, strings, bytes, bools, times or lengths of time; a version is no key.",
      ], given: group,
      examples: [
        #"["bb", "a", "cc"].sortBy(s, s.size())"#: #"["a", "bb", "cc"] : list(string)"#,
        "resource.ingress.sortBy(r, r.fromPort).map(r, r.fromPort)": "[22, 443] : list(int)",
        "[1, 2, 3].sortBy(x, -x)": "[3, 2, 1] : list(int)",
        "[[1], [2]].sortBy(x, x)": "refused: `list(int)` has no order to sort by [not-sortable]",
      ], related: ["sort"])
  }

  private static var transformList: LanguageEntry {
    LanguageEntry(
      "transformList",
      "A list made of each index and element of a list, or key and value of a map.",
      examples: [
        #"["a", "b"].transformList(i, x, string(i) + x)"#: #"["0a", "1b"] : list(string)"#,
        "[5, 6, 7].transformList(i, x, i > 0, x)": "[6, 7] : list(int)",
        #"{"a": 1}.transformList(k, v, k + "=" + string(v))"#: #"["a=1"] : list(string)"#,
      ], related: ["map", "transformMap"])
  }

  private static var transformMap: LanguageEntry {
    LanguageEntry(
      "transformMap", "A map with the same keys and new values; of a list, indices are the keys.",
      examples: [
        #"{"a": 1, "b": 2}.transformMap(k, v, v * 10)"#: #"{"a": 10, "b": 20} : map(string, int)"#,
        #"{"a": 1, "b": 2}.transformMap(k, v, k != "a", v)"#: #"{"b": 2} : map(string, int)"#,
        #"["x", "y"].transformMap(i, v, v)"#: #"{0: "x", 1: "y"} : map(int, string)"#,
      ], related: ["transformMapEntry", "transformList"])
  }

  private static var transformMapEntry: LanguageEntry {
    LanguageEntry(
      "transformMapEntry",
      "A map made of the maps that an expression gives for each entry or element.",
      notes: ["A key that comes twice is an error."],
      examples: [
        #"{"a": "x"}.transformMapEntry(k, v, {v: k})"#: #"{"x": "a"} : map(string, string)"#,
        #"["x", "y"].transformMapEntry(i, v, {v: i})"#: #"{"x": 0, "y": 1} : map(string, int)"#,
        #"["x", "x"].transformMapEntry(i, v, {v: i})"#: "error: repeated key: `x`",
      ], related: ["transformMap"])
  }

  private static var bind: LanguageEntry {
    LanguageEntry(
      "cel.bind", "Gives a value a name for the rest of an expression.",
      notes: [
        "The value is worked out once. What is proven of the name is proven of the value.",
        "`variables` of a rule do the same for several expressions, and are shown by name in evidence.",
      ], given: group,
      examples: [
        "cel.bind(n, resource.ingress.size(), n > 0 && n < 10)": "true : bool",
        "cel.bind(open, resource.ingress.filter(r, r.toPort == 22), open.size() == 1)":
          "true : bool",
      ], related: [])
  }
}
