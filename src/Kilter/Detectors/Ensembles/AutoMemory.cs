using Kilter.Artifacts;
using Kilter.Numerics.Randomness;

namespace Kilter.Detectors.Ensembles;

/// <summary>What <see cref="AutoDetector"/> remembers of the samples so far: moving sums, the last values, the recent level, the season's profile.</summary>
/// <remarks>Values are standardised (C a sample) and held within ±<see cref="Largest"/>. One owner at a time.</remarks>
internal sealed class AutoMemory
{
    /// <summary>Standardised values are held within ± this, so that one wild value cannot drown the moving sums.</summary>
    public const double Largest = 1e3;

    // How much of a new season's value enters the profile, and how far one value may pull it.
    private const double ProfileGain = 0.3;
    private const double ProfileReach = 3;

    // Keeps the logarithm of activity finite where a channel stands still.
    private const double ActivityFloor = 1e-3;

    private readonly AutoPlan _plan;
    private readonly int _channels;
    private readonly double[] _ring;
    private readonly double[] _sums;
    private readonly double[] _changes;
    private readonly double[] _changeSum;
    private readonly double[] _residuals;
    private readonly double[] _residualSum;
    private readonly double[] _blockSum;
    private readonly double[] _blocks;
    private readonly double[] _level;
    private readonly double[] _profile;
    private readonly long[] _profileKnown;
    private readonly long[] _runs;
    private readonly double[] _scratch = new double[AutoPlan.Blocks];
    private long _seen;
    private long _inBlock;
    private long _blockCount;
    private long _place;

    /// <summary>An empty memory.</summary>
    public AutoMemory(AutoPlan plan)
    {
        _plan = plan;
        _channels = plan.Channels;
        _ring = new double[plan.RingLength * _channels];
        _sums = new double[plan.Scales.Length * _channels];
        _changes = new double[plan.ActivityLength * _channels];
        _changeSum = new double[_channels];
        _residuals = new double[plan.SmoothLength * _channels];
        _residualSum = new double[_channels];
        _blockSum = new double[_channels];
        _blocks = new double[AutoPlan.Blocks * _channels];
        _level = new double[_channels];
        _profile = new double[plan.Season * _channels];
        _profileKnown = new long[plan.Season];
        _runs = new long[_channels];
    }

    /// <summary>True once the recent level rests on enough blocks.</summary>
    public bool HasLevel => _blockCount >= AutoPlan.FirstBlocks;

    /// <summary>True when so many samples, the next one included, border on each other.</summary>
    public bool HasFilled(int length) => _seen + 1 >= length;

    /// <summary>True when enough samples border on the next one to forecast it.</summary>
    public bool CanForecast => _seen >= AutoPlan.Lags[^1];

    /// <summary>True when the profile knows the next sample's phase.</summary>
    public bool KnowsPhase => _plan.Season > 0 && _profileKnown[Phase] != 0;

    private int Phase => (int)(((_place % _plan.Season) + _plan.Season) % _plan.Season);

    /// <summary>A copy that goes its own way.</summary>
    public AutoMemory Clone()
    {
        var copy = new AutoMemory(_plan) { _seen = _seen, _inBlock = _inBlock, _blockCount = _blockCount, _place = _place };
        foreach (var (from, to) in Numbers().Zip(copy.Numbers()))
        {
            from.Values.CopyTo(to.Values, 0);
        }

        _profileKnown.CopyTo(copy._profileKnown, 0);
        _runs.CopyTo(copy._runs, 0);
        return copy;
    }

    /// <summary>Tells where on the clock the next sample lies.</summary>
    public void Seek(long place)
    {
        var step = place - _place;
        _place = place;
        if (step is >= 0 and <= AutoPlan.LongestStep)
        {
            return;
        }

        _seen = 0;
        Array.Clear(_sums);
        Array.Clear(_changeSum);
        Array.Clear(_changes);
        Array.Clear(_residualSum);
        Array.Clear(_residuals);
        Array.Clear(_runs);
    }

    /// <summary>The moving mean over a scale, with the next value <paramref name="z"/> as its last.</summary>
    public double Mean(int scale, int channel, double z)
    {
        var length = _plan.Scales[scale];
        var sum = _sums[(scale * _channels) + channel] + z;
        return _seen >= length ? (sum - Past(channel, length)) / length : sum / (_seen + 1);
    }

    /// <summary>The recent level of a channel.</summary>
    public double Level(int channel) => _level[channel];

    /// <summary>The log of the moving mean of changes, with the change to <paramref name="z"/> as its last.</summary>
    public double Activity(int channel, double z)
    {
        var length = _plan.ActivityLength;
        var change = _seen == 0 ? 0 : Math.Abs(z - Past(channel, 1));
        var sum = _changeSum[channel] + change - (_seen >= length ? _changes[(int)(_seen % length * _channels) + channel] : 0);
        return PortableMath.Log(Math.Max(0, sum / Math.Min(_seen + 1, length)) + ActivityFloor);
    }

    /// <summary>What the season's profile expects of the next sample; 0 when it does not know the phase.</summary>
    public double Profile(int channel) => KnowsPhase ? _profile[(Phase * _channels) + channel] : 0;

    /// <summary>The moving mean of the residual to the profile, with the next value as its last; 0 when the phase is not known.</summary>
    public double SeasonResidual(int channel, double z)
    {
        var length = _plan.SmoothLength;
        var sum = _residualSum[channel] + ResidualOf(channel, z) - (_seen >= length ? _residuals[(int)(_seen % length * _channels) + channel] : 0);
        return sum / Math.Min(_seen + 1, length);
    }

    /// <summary>The value <paramref name="lag"/> samples before the next one. At most the ring's length; not checked.</summary>
    public double Past(int channel, int lag)
    {
        var slot = (int)((_seen - lag) % _plan.RingLength);
        return _ring[(slot * _channels) + channel];
    }

    /// <summary>How many samples in a row, the next one included, a channel has had the value <paramref name="z"/>.</summary>
    public long Run(int channel, double z) => _seen > 0 && Past(channel, 1) == z ? _runs[channel] + 1 : 1;

    /// <summary>Takes the sample in.</summary>
    public void Learn(ReadOnlySpan<double> sample)
    {
        var slot = (int)(_seen % _plan.RingLength) * _channels;
        var changeSlot = (int)(_seen % _plan.ActivityLength) * _channels;
        var residualSlot = (int)(_seen % _plan.SmoothLength) * _channels;
        for (var c = 0; c < _channels; c++)
        {
            var z = sample[c];
            _runs[c] = Run(c, z);
            Push(ref _changeSum[c], ref _changes[changeSlot + c], _seen == 0 ? 0 : Math.Abs(z - Past(c, 1)), _plan.ActivityLength);
            Push(ref _residualSum[c], ref _residuals[residualSlot + c], ResidualOf(c, z), _plan.SmoothLength);
            for (var s = 0; s < _plan.Scales.Length; s++)
            {
                var length = _plan.Scales[s];
                _sums[(s * _channels) + c] += z - (_seen >= length ? Past(c, length) : 0);
            }

            _blockSum[c] += z;
        }

        // Only now, since the sums above still needed the oldest value.
        sample.CopyTo(_ring.AsSpan(slot, _channels));
        LearnProfile(sample);
        _seen++;
        _place++;
        if (++_inBlock == _plan.BlockLength)
        {
            CloseBlock();
        }
    }

    /// <summary>Saves the memory.</summary>
    public void Write(ArtifactWriter artifact)
    {
        foreach (var (name, values) in Numbers())
        {
            artifact.Set(name, values.AsSpan());
        }

        artifact.Set("profile-known", _profileKnown.AsSpan());
        artifact.Set("runs", _runs.AsSpan());
        artifact.Set("counters", [_seen, _inBlock, _blockCount, _place]);
    }

    /// <summary>Reads a saved memory.</summary>
    public static AutoMemory Read(ArtifactReader artifact, AutoPlan plan)
    {
        var memory = new AutoMemory(plan);
        foreach (var (name, values) in memory.Numbers())
        {
            artifact.Numbers(name, values.Length).CopyTo(values, 0);
        }

        artifact.WholeNumbers("profile-known", plan.Season).CopyTo(memory._profileKnown, 0);
        artifact.WholeNumbers("runs", plan.Channels).CopyTo(memory._runs, 0);
        var counters = artifact.WholeNumbers("counters", 4);
        (memory._seen, memory._inBlock, memory._blockCount, memory._place) = (counters[0], counters[1], counters[2], counters[3]);
        return memory._seen >= 0 && memory._inBlock >= 0 && memory._blockCount >= 0
            ? memory
            : throw new InvalidDataException("The model's memory counts a negative number of samples.");
    }

    private double ResidualOf(int channel, double z) => KnowsPhase ? z - Profile(channel) : 0;

    private void Push(ref double sum, ref double slot, double value, int length)
    {
        sum += value - (_seen >= length ? slot : 0);
        slot = value;
    }

    private void LearnProfile(ReadOnlySpan<double> sample)
    {
        if (_plan.Season == 0)
        {
            return;
        }

        var profile = _profile.AsSpan(Phase * _channels, _channels);
        for (var c = 0; c < _channels; c++)
        {
            profile[c] = KnowsPhase ? profile[c] + (ProfileGain * Math.Clamp(sample[c] - profile[c], -ProfileReach, ProfileReach)) : sample[c];
        }

        _profileKnown[Phase] = 1;
    }

    private void CloseBlock()
    {
        var slot = (int)(_blockCount % AutoPlan.Blocks);
        for (var c = 0; c < _channels; c++)
        {
            _blocks[(c * AutoPlan.Blocks) + slot] = _blockSum[c] / _plan.BlockLength;
            _blockSum[c] = 0;
        }

        _inBlock = 0;
        _blockCount++;
        var count = (int)Math.Min(_blockCount, AutoPlan.Blocks);
        for (var c = 0; c < _channels; c++)
        {
            var sorted = _scratch.AsSpan(0, count);
            _blocks.AsSpan(c * AutoPlan.Blocks, count).CopyTo(sorted);
            sorted.Sort();
            _level[c] = (sorted[(count - 1) / 2] + sorted[count / 2]) / 2;
        }
    }

    private IEnumerable<(string Name, double[] Values)> Numbers()
    {
        yield return ("ring", _ring);
        yield return ("sums", _sums);
        yield return ("changes", _changes);
        yield return ("change-sum", _changeSum);
        yield return ("residuals", _residuals);
        yield return ("residual-sum", _residualSum);
        yield return ("block-sum", _blockSum);
        yield return ("blocks", _blocks);
        yield return ("level", _level);
        yield return ("profile", _profile);
    }
}
