using Kilter.Artifacts;

namespace Kilter.Detectors.Ensembles;

/// <summary>The running half of <see cref="AutoDetector"/>.</summary>
internal sealed class AutoState : IOnlineState
{
    private readonly AutoJudge _judge;
    private readonly AutoMemory _memory;
    private readonly AutoParts _parts;
    private readonly double[] _sample;
    private readonly double[] _rarity;
    private readonly Action<int, int, double> _add;

    public AutoState(AutoJudge judge, AutoMemory memory)
    {
        _judge = judge;
        _memory = memory;
        _parts = new AutoParts(judge.Plan);
        _sample = new double[judge.Plan.Channels];
        _rarity = new double[judge.Plan.Channels];
        _add = (part, channel, deviation) => _rarity[channel] += judge.Plan.WeightOf(part) * judge.Tail(part, channel).Rarity(deviation);
    }

    public float Score(ReadOnlySpan<float> sample)
    {
        DetectorGuard.Sample(sample, _sample.Length);
        Judge(sample);
        return AutoJudge.Combine(_rarity);
    }

    public float Explain(ReadOnlySpan<float> sample, Span<float> contributions, Span<float> expected)
    {
        var score = Score(sample);
        for (var c = 0; c < _sample.Length; c++)
        {
            contributions[c] = (float)(_rarity[c] * _rarity[c]);
            var normal = _memory.KnowsPhase ? _memory.Profile(c) : _memory.HasLevel ? _memory.Level(c) : _judge.Statistics.Level[c];
            expected[c] = (float)_judge.Standardizer.Inverse(c, normal);
        }

        return score;
    }

    public void Learn(ReadOnlySpan<float> sample)
    {
        DetectorGuard.Sample(sample, _sample.Length);
        _judge.Standardizer.Apply(sample, _sample);
        _memory.Learn(_sample);
    }

    public void Seek(long place) => _memory.Seek(place);

    public void Write(ArtifactWriter artifact) => _memory.Write(artifact);

    private void Judge(ReadOnlySpan<float> sample)
    {
        _judge.Standardizer.Apply(sample, _sample);
        Array.Clear(_rarity);
        _parts.Deviations(_memory, _judge.Statistics, _sample, _add);
        for (var c = 0; c < _rarity.Length; c++)
        {
            _rarity[c] = Math.Max(_rarity[c] / _judge.Plan.TotalWeight, _judge.Standstill(_memory, c, _sample[c]));
        }
    }
}
