using Kilter.Artifacts;
using Kilter.Detectors.Online;
using Kilter.Windows;

namespace Kilter.Detectors.Ensembles;

/// <summary>A fitted <see cref="AutoDetector"/>: its judge, and its memory at the end of training.</summary>
internal sealed class FittedAuto(AutoJudge judge, AutoMemory memory, float[] calibrationScores) : IOnlineFittedDetector, ISelfCalibrated
{
    public int WindowLength => 1;

    public int Channels => judge.Plan.Channels;

    public ReadOnlySpan<float> CalibrationScores => calibrationScores;

    public IOnlineState Start() => new AutoState(judge, memory.Clone());

    public IOnlineState ReadState(ArtifactReader artifact) => new AutoState(judge, AutoMemory.Read(artifact, judge.Plan));

    public void Score(WindowSet windows, Span<float> scores) => OnlineReplay.Score(this, windows, scores);

    public void Explain(WindowSet windows, Span<float> contributions, Span<float> expected) => OnlineReplay.Explain(this, windows, contributions, expected);

    public void Write(ArtifactWriter artifact)
    {
        judge.Write(artifact);
        memory.Write(artifact.Section("memory"));
    }

    public static FittedAuto Read(ArtifactReader artifact)
    {
        var judge = AutoJudge.Read(artifact);
        return new FittedAuto(judge, AutoMemory.Read(artifact.Section("memory"), judge.Plan), []);
    }
}
