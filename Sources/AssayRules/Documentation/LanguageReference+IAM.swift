import AssayModel

extension LanguageReference {
  static var iam: LanguageGroup {
    LanguageGroup(
      "IAM",
      """
      What policies grant, decided over all statements and all policies together, with denials, conditions \
      and boundaries; nothing is matched by its text. Where a function says that something is granted, the \
      evidence names a request for which it is, the statement that does it, and why the other side does not.

      What was not given or cannot be read makes the answer unknown, never a no. A value that a template \
      leaves open is one constant that nobody knows: it is not a wildcard.
      """,
      [within, grants, grantsUnnamed, isPublic, escalates, missing, excess, policy])
  }

  private static let reader = LanguageEntry.Sample(
    .role,
    """
    name: builder
    attachedPolicies: [{name: AmazonSSMManagedInstanceCore, awsManaged: true}]
    inlinePolicies:
      - name: read
        policy:
          document:
            Version: "2012-10-17"
            Statement:
              - {Effect: Allow, Action: "s3:Get*", Resource: "arn:aws:s3:::artifacts/*"}
              - {Effect: Deny, Action: "s3:*", Resource: "arn:aws:s3:::artifacts/secret/*"}
    trustPolicy:
      Version: "2012-10-17"
      Statement:
        {Effect: Allow, Principal: {Service: ec2.amazonaws.com}, Action: "sts:AssumeRole"}
    """)

  private static var within: LanguageEntry {
    LanguageEntry(
      "iam.within",
      "Whether everything that a role or a policy grants is granted by an envelope, which is a parameter of type `policy`.",
      notes: [
        "The policies of a role are taken together, its boundary included. Policies of AWS are known when they are among those that the program carries: `assay iam catalogue info` lists them.",
        "A parameter of type `policy` holds a document: a mapping in YAML, or the path of a JSON file after an `@`, from the file in which it is written.",
      ], given: reader,
      examples: [
        #"iam.within(resource, iam.policy('{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}]}'))"#:
          "false : bool",
        #"iam.within(resource, iam.policy('{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "NotAction": "iam:*", "Resource": "*"}]}'))"#:
          "true : bool",
      ], related: ["iam.grants", "iam.policy"])
  }

  private static var policy: LanguageEntry {
    LanguageEntry(
      "iam.policy", "A policy document from its JSON text.",
      notes: [
        "A text that is no policy, or has a mistake in it, is an error. Envelopes are better kept in a parameter of type `policy`, which is checked when the pack is."
      ],
      examples: [
        #"iam.policy("{}")"#: "error: cannot convert `{}` to policy"
      ], related: ["iam.within"])
  }

  private static var grants: LanguageEntry {
    LanguageEntry(
      "iam.grants",
      "Whether any of some actions is granted on any of some resources; no resource stands for all of them.",
      notes: [
        "Actions and resources may have wildcards, and it is enough that one request is granted, under whatever conditions. To ask whether *everything* may be touched there is `iam.grantsUnnamed`."
      ], given: reader,
      examples: [
        #"iam.grants(resource, ["s3:GetObject"], ["arn:aws:s3:::artifacts/app.rpm"])"#:
          "true : bool",
        #"iam.grants(resource, ["s3:GetObject"], ["arn:aws:s3:::artifacts/secret/*"])"#:
          "false : bool",
        #"iam.grants(resource, ["s3:Put*", "iam:*"], [])"#: "false : bool",
        #"iam.grants(resource, ["ssm:UpdateInstanceInformation"], [])"#: "true : bool",
      ], related: ["iam.within", "iam.grantsUnnamed"])
  }

  private static var grantsUnnamed: LanguageEntry {
    LanguageEntry(
      "iam.grantsUnnamed",
      "Whether any of some actions is granted on things that no policy names, so that it is granted on any: the resources are made-up names.",
      notes: [
        "A value that a template leaves open is taken for the name of something else, and a policy variable for somebody else's name."
      ], given: reader,
      examples: [
        #"iam.grantsUnnamed(resource, ["s3:GetObject"], ["arn:aws:s3:::a-bucket-of-no-policy/key"])"#:
          "false : bool",
        #"iam.grantsUnnamed(resource, ["ssm:GetParameter"], ["arn:aws:ssm:*:*:parameter/of-no-policy"])"#:
          "true : bool",
      ], related: ["iam.grants"])
  }

  private static var isPublic: LanguageEntry {
    LanguageEntry(
      "iam.public",
      "Whether a policy of a resource, or the trust of a role, lets strangers in: people without credentials, of an account that it does not name, or with a token of a provider that serves everybody.",
      notes: [
        "Keys that tell who calls or from where, `aws:PrincipalOrgID`, `aws:SourceVpce` and the like, count for what they keep out. What callers choose for themselves, an external id, a referer, the name of a user or of a topic, keeps nobody out.",
        "Of a provider such as GitHub's or Cognito, a condition has to spell out whose token it is: the owner in the subject, or the audience of Cognito.",
      ], given: reader,
      examples: ["iam.public(resource.trustPolicy)": "false : bool"], related: ["iam.grants"])
  }

  private static var escalates: LanguageEntry {
    LanguageEntry(
      "iam.escalates",
      "The ways in which the policies of a role together let it gain rights that they do not grant, each with how much it takes besides: `self-contained`, `target-dependent` or `constrained`.",
      notes: [
        "`assay iam escalate` prints the same with all requests. A way that is surely open is told although another policy of the role is not known; that there is none is said only when all are.",
        "A way that passes or takes roles counts where the roles are named by a pattern. Which role may be passed by its name was somebody's decision, and what it may do is not gained; `assay iam escalate` tells such ways too.",
      ], given: reader, examples: ["iam.escalates(resource)": "[] : list(string)"],
      related: ["iam.within"])
  }

  private static let pipeline = LanguageEntry.Sample(
    .imagePipeline,
    """
    name: nightly
    infrastructureConfiguration:
      logBucket: build-logs
      instanceProfile:
        role:
          name: builder
          attachedPolicies:
            - {name: AmazonSSMManagedInstanceCore, awsManaged: true}
            - {name: EC2InstanceProfileForImageBuilder, awsManaged: true}
          inlinePolicies: []
    imageRecipe:
      components: []
    """)

  private static var missing: LanguageEntry {
    LanguageEntry(
      "iam.missing",
      "The permissions that a build needs and that its role does not grant, or not wholly, each with the reason.",
      notes: [
        "Needs come from the downloads and uploads of components, the components themselves, the bucket of the logs, the registry of a container, and Systems Manager. An infrastructure configuration by itself knows of no components. Scripts are not read.",
        "A need on a prefix asks for all of it: one that is granted in part is listed with a resource that it is not granted on. One that is granted only under conditions of which it is not known whether builds meet them is unknown. What works on no kind of resource has to be granted on `*`; of what works on a thing that is not known (the builder's instance, a repository in some region, a component by reference) a grant on any that it may be is enough.",
      ], given: pipeline,
      examples: [
        "iam.missing(resource)":
          #"["s3:PutObject on arn:*:s3:::build-logs/*: build logs"] : list(string)"#
      ], related: ["iam.excess"])
  }

  private static var excess: LanguageEntry {
    LanguageEntry(
      "iam.excess",
      "What the role of a build grants beyond what its builds are known to need, a request for each statement, most at stake first.",
      notes: [
        "The policies that the documentation of Image Builder and Systems Manager asks for are no excess. Scripts are not read, so what they need looks like excess too."
      ], given: pipeline,
      examples: ["iam.excess(resource).size()": "0 : int"], related: ["iam.missing"])
  }
}
