using Kilter.Artifacts;
using Kilter.Windows;

namespace Kilter.Detectors.Ensembles;

/// <summary>A fitted <see cref="AutoDetector"/>: its judge, and its memory at the end of training.</summary>
internal sealed class FittedAuto(AutoJudge judge, AutoMemory memory, float[] calibrationScores) : IOnlineFittedDetector, ISelfCalibrated
{
    public int WindowLength => 1;

    public int Channels => judge.Plan.Channels;

    public ReadOnlySpan<float> CalibrationScores => calibrationScores;

    public IOnlineState Start() => new AutoState(judge, memory.Clone());

    public void Score(WindowSet windows, Span<float> scores)
    {
        ArgumentNullException.ThrowIfNull(windows);
        Guard.Length(scores.Length, windows.Count, nameof(scores));
        var state = Start();
        for (var n = 0; n < windows.Count; n++)
        {
            state.Seek(windows.PlaceOf(n));
            scores[n] = state.Score(windows[n]);
            state.Learn(windows[n]);
        }
    }

    public void Explain(WindowSet windows, Span<float> contributions, Span<float> expected)
    {
        ArgumentNullException.ThrowIfNull(windows);
        Guard.Length(contributions.Length, windows.Count * Channels, nameof(contributions));
        Guard.Length(expected.Length, windows.Count * Channels, nameof(expected));
        var state = Start();
        for (var n = 0; n < windows.Count; n++)
        {
            state.Seek(windows.PlaceOf(n));
            state.Explain(windows[n], contributions.Slice(n * Channels, Channels), expected.Slice(n * Channels, Channels));
            state.Learn(windows[n]);
        }
    }

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
