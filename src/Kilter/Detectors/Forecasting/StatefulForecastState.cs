using Kilter.Artifacts;
using Kilter.Numerics.Neural;

namespace Kilter.Detectors.Forecasting;

/// <summary>The running memory of a <see cref="StatefulForecastDetector"/>: the network's state, the last sample, and the forecast of the next.</summary>
internal sealed class StatefulForecastState : IOnlineState
{
    // A few samples that are missing do not end what the network remembers.
    private const int MostMissing = 3;

    private readonly ForecastModel _model;
    private readonly ForecastErrors? _errors;
    private readonly SlowWatch? _watch;
    private readonly LiveNetwork _live;
    private readonly float[] _last;
    private readonly float[] _output;
    private readonly float[] _input;
    private readonly double[] _residuals;
    private readonly double[] _forecast;
    private readonly double[] _levels;
    private double _smooth;
    private bool _knows;
    private long _next;

    /// <summary>An empty memory.</summary>
    public StatefulForecastState(ForecastModel model, ForecastErrors? errors, SlowWatch? watch)
    {
        (_model, _errors, _watch, _live, _levels) = (model, errors, watch, model.Network.GoLive(), []);
        if (watch is not null)
        {
            _smooth = watch.Start(out _levels);
        }

        var channels = model.Plan.Channels;
        (_last, _output, _input) = (new float[channels], new float[channels], new float[model.Plan.Input.Width]);
        (_residuals, _forecast) = (new double[channels], new double[channels]);
    }

    public static StatefulForecastState Read(ForecastModel model, ForecastErrors errors, SlowWatch? watch, ArtifactReader artifact)
    {
        var state = new StatefulForecastState(model, errors, watch) { _knows = artifact.WholeNumber("knows") != 0, _next = artifact.WholeNumber("next") };
        state._live.LoadState(artifact.Floats("state", state._live.StateLength));
        artifact.Floats("last", state._last.Length).CopyTo(state._last, 0);
        artifact.Floats("output", state._output.Length).CopyTo(state._output, 0);
        if (watch is not null)
        {
            artifact.Numbers("levels", state._levels.Length).CopyTo(state._levels, 0);
            state._smooth = artifact.Number("smooth");
        }

        return state;
    }

    public void Write(ArtifactWriter artifact)
    {
        var memory = new float[_live.StateLength];
        _live.SaveState(memory);
        artifact.Set("state", memory);
        artifact.Set("last", _last);
        artifact.Set("output", _output);
        artifact.Set("knows", _knows ? 1L : 0L);
        artifact.Set("next", _next);
        if (_watch is not null)
        {
            artifact.Set("levels", _levels);
            artifact.Set("smooth", _smooth);
        }
    }

    /// <summary>A copy that goes its own way and judges by these.</summary>
    public StatefulForecastState With(ForecastErrors errors, SlowWatch? watch)
    {
        var copy = new StatefulForecastState(_model, errors, watch) { _smooth = _smooth, _knows = _knows, _next = _next };
        copy._live.CopyState(_live);
        _last.CopyTo(copy._last, 0);
        _output.CopyTo(copy._output, 0);
        _levels.CopyTo(copy._levels, 0);
        return copy;
    }

    /// <summary>The forecast of the next sample, (C); false, and the middles of the channels, where there is none.</summary>
    public bool Forecast(Span<double> forecast)
    {
        for (var c = 0; c < forecast.Length; c++)
        {
            forecast[c] = _model.Input.Level(c, _knows ? _last[c] : 0, _knows ? _output[c] : 0);
        }

        return _knows;
    }

    public float Score(ReadOnlySpan<float> sample)
    {
        DetectorGuard.Sample(sample, _last.Length);
        return _watch is null ? Single(sample) : Slow(sample, default);
    }

    public float Explain(ReadOnlySpan<float> sample, Span<float> contributions, Span<float> expected)
    {
        DetectorGuard.Sample(sample, _last.Length);
        Guard.Length(contributions.Length, _last.Length, nameof(contributions));
        Guard.Length(expected.Length, _last.Length, nameof(expected));
        var single = Single(sample);
        for (var c = 0; c < expected.Length; c++)
        {
            expected[c] = ScoreNumber.Of(_forecast[c]);
        }

        if (_watch is not null)
        {
            return Slow(sample, contributions);
        }

        contributions.Clear();
        if (_knows)
        {
            _errors!.Explain(_residuals, contributions);
        }

        return single;
    }

    public void Learn(ReadOnlySpan<float> sample)
    {
        DetectorGuard.Sample(sample, _last.Length);
        if (_watch is not null)
        {
            _smooth = _watch.Next(_smooth, Single(sample));
            _watch.Move(_levels, sample);
        }

        _model.Input.Prepare(sample, _knows ? _last : default, _input);
        _input.AsSpan(0, _last.Length).CopyTo(_last);
        _live.Step(_input, _output);
        _knows = true;
        _next++;
    }

    public void Seek(long place)
    {
        if (place < _next || place > _next + MostMissing)
        {
            _live.Reset();
            _knows = false;

            // Back in time is another record; after a gap the levels rest on many samples still.
            if (place < _next && _watch is not null)
            {
                _smooth = _watch.Start(out var levels);
                levels.CopyTo(_levels, 0);
            }
        }

        _next = place;
    }

    /// <summary>The score of the sample by itself; leaves its residuals and forecast.</summary>
    private float Single(ReadOnlySpan<float> sample) => Residuals(sample) && _errors is not null ? _errors.Score(_residuals) : 0;

    /// <summary>The score of the slow watch once it has seen the sample; the channels' parts where there is room for them.</summary>
    private float Slow(ReadOnlySpan<float> sample, Span<float> contributions)
    {
        var largest = _watch!.Restless(_watch.Next(_smooth, Single(sample)));
        for (var c = 0; c < _levels.Length; c++)
        {
            var moved = _watch.Moved(c, _watch.Next(_levels[c], (double)sample[c]));
            largest = Math.Max(largest, moved);
            if (!contributions.IsEmpty)
            {
                contributions[c] = ScoreNumber.Of(moved * moved);
            }
        }

        return ScoreNumber.Of(largest);
    }

    private bool Residuals(ReadOnlySpan<float> sample)
    {
        var known = Forecast(_forecast);
        FittedForecaster.Residuals(sample, _forecast, _residuals);
        return known;
    }
}
