"""The parameters of packs that say what the policy of a synthetic fleet says."""


def of_policy(policy):
    """Values by `pack.parameter`; `policy` is what policy.json holds."""
    fixed = ",".join(f"{name}={version}" for name, version in policy["openssh_fixed"].items())
    return {
        "instance.approvedImages": ",".join(policy["approved_amis"]),
        "instance.fixedOpenssh": fixed,
        "ssm-agent.minAgentVersion": policy["ssm_agent_min"],
        "ssm-agent.patchMaxAgeDays": policy["patch_max_age_days"],
        "ssm-agent.maxEvidenceAgeDays": 0,
        "cloudwatch-agent.maxEvidenceAgeDays": 0,
        "instance.maxEvidenceAgeDays": 0,
    }
