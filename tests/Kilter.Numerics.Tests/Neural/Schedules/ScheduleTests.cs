using System.Text.Json;
using Kilter.Numerics.Neural.Schedules;
using Kilter.Numerics.Neural.Training;

namespace Kilter.Numerics.Tests.Neural.Schedules;

/// <summary>Every case of the file of schedules (float64; absolute 1e-12), and the laws that all schedules keep.</summary>
public sealed class ScheduleTests
{
    private const string File = "lr_schedules.json";

    private static readonly Dictionary<string, ILearningRateSchedule> All = new()
    {
        ["step_size3_gamma0.5"] = new StepDecay { Every = 3, Factor = 0.5 },
        ["multistep_4_10_15_gamma0.1"] = new MultiStepDecay(4, 10, 15),
        ["exponential_gamma0.9"] = new ExponentialDecay { Factor = 0.9 },
        ["cosine_T10"] = new CosineDecay { Length = 10 },
        ["cosine_T10_etamin0.01"] = new CosineDecay { Length = 10, Minimum = 0.01 },
        ["cosine_warm_restarts_T5_mult2"] = new CosineRestarts { Length = 5, Growth = 2, Minimum = 0.001 },
        ["linear_warmup_0.1_to_1_in_5"] = new LinearWarmUp { Start = 0.1, Length = 5 },
        ["onecycle_max0.1_total25"] = new OneCycle(26) { Unit = ScheduleUnit.Epoch },
        ["plateau_min_patience2"] = new ReduceOnPlateau { Factor = 0.5, Patience = 2 },
        ["plateau_min_patience2_cooldown2_minlr"] = new ReduceOnPlateau { Patience = 2, Cooldown = 2, Minimum = 0.002 },
        ["plateau_min_abs_threshold"] = new ReduceOnPlateau { Factor = 0.5, Patience = 1, Threshold = 0.01, Absolute = true },
        ["plateau_max_patience1"] = new ReduceOnPlateau { Factor = 0.5, Patience = 1, Maximize = true },
        ["keras_plateau_patience2"] = new ReduceOnPlateau { Factor = 0.5, Patience = 2, Rule = PlateauRule.Keras },
        ["keras_plateau_patience2_cooldown2_minlr"] = new ReduceOnPlateau { Patience = 2, Cooldown = 2, Minimum = 0.002, Rule = PlateauRule.Keras },
    };

    public static TheoryData<string> Cases => [.. GoldenCase.Names(File)];

    public static TheoryData<string> Schedules => [.. All.Keys];

    [Theory, MemberData(nameof(Cases))]
    public void Rates_and_stops_are_those_of_PyTorch_and_Keras(string name)
    {
        var golden = GoldenNumbers.Case(File, name);
        if (name.StartsWith("early_stop", StringComparison.Ordinal))
        {
            Stops(golden);
            return;
        }

        var (rate, expected) = (golden.GetProperty("config").GetProperty("base_lr").GetDouble(), golden.GetProperty("expected"));
        var watched = golden.TryGetProperty("metric", out var metric) ? GoldenNumbers.Values(metric) : [];
        var rates = GoldenNumbers.Values(expected.GetProperty(watched.Length > 0 ? "lr_after_epoch" : "lr"));
        for (var t = 0; t < rates.Length; t++)
        {
            var (epoch, seen) = watched.Length > 0 ? (t + 1, watched[..(t + 1)]) : (t, []);
            Assert.Equal(rates[t], All[name].RateAt(rate, epoch, steps: 1000 * epoch, seen), 1e-12);
        }
    }

    [Fact]
    public void The_decay_of_early_Keras_counts_steps()
    {
        var schedule = new InverseTimeDecay { Decay = 0.01 };

        Assert.Equal(0.1, schedule.RateAt(0.1, 0, 0, []));
        Assert.Equal(0.1 / 1.25, schedule.RateAt(0.1, 3, 25, []), 1e-15);
        Assert.True(schedule.ChangesWithinEpoch);
    }

    [Fact]
    public void A_warm_up_multiplies_the_schedule_behind_it()
    {
        var schedule = new LinearWarmUp { Start = 0.5, Length = 4, Unit = ScheduleUnit.Step, Then = new StepDecay { Every = 1, Factor = 0.1 } };

        Assert.Equal(0.1 * 0.1 * 0.75, schedule.RateAt(0.1, epoch: 1, steps: 2, []), 1e-15);
        Assert.Equal(0.1 * 0.01, schedule.RateAt(0.1, epoch: 2, steps: 400, []), 1e-15);
    }

    [Theory, MemberData(nameof(Schedules))]
    public void A_schedule_allocates_nothing_and_is_a_function_of_where_training_stands(string name)
    {
        var (schedule, watched) = (All[name], new double[] { 1, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9 });
        var first = schedule.RateAt(0.1, 7, 70, watched);

        var second = 0.0;

        Assert.Equal(0, Allocation.Of(() => second = schedule.RateAt(0.1, 7, 70, watched)));
        Assert.Equal(first, second);
        Assert.Equal(0.1, new[] { 0.1, first, schedule.RateAt(0.1, 0, 0, []) }.Max(), 1e-12);
        if (!schedule.ChangesWithinEpoch)
        {
            Assert.Equal(first, schedule.RateAt(0.1, 7, 71, watched));
        }
    }

    [Fact]
    public void Settings_that_make_no_sense_are_refused_with_what_would_do()
    {
        Refused<ArgumentOutOfRangeException>(() => new StepDecay { Every = 0 }, "Schedule 'step': Every is 0; it must be at least 1.");
        Refused<ArgumentOutOfRangeException>(() => new ExponentialDecay { Factor = 1.1 }, "Schedule 'exponential': Factor is 1.1; it must lie in [0, 1].");
        Refused<ArgumentException>(() => new MultiStepDecay(4, 4), "milestone 2 is 4; milestones must ascend from 1 on.");
        Refused<ArgumentOutOfRangeException>(() => new OneCycle(2), "Schedule 'one-cycle': Total is 2");
        Refused<ArgumentOutOfRangeException>(() => new ReduceOnPlateau { Patience = -1 }, "Schedule 'plateau': Patience is -1");
        Refused<ArgumentOutOfRangeException>(() => new CosineDecay { Minimum = double.NaN }, "Schedule 'cosine': Minimum is NaN");
    }

    // Keras counts epochs from 0. Our training watches losses, so its 'max' is a loss with the sign turned.
    private static void Stops(JsonElement golden)
    {
        var (config, expected) = (golden.GetProperty("config"), golden.GetProperty("expected"));
        var sign = config.GetProperty("mode").GetString() == "max" ? -1 : 1;
        double[] watched = [.. GoldenNumbers.Values(golden.GetProperty("metric")).Select(v => sign * v)];
        var stopping = new EarlyStopping { Patience = config.GetProperty("patience").GetInt32(), MinimumDelta = config.GetProperty("min_delta").GetDouble() };

        var (epoch, best, stop) = (0, 0, false);
        while (!stop && epoch < watched.Length)
        {
            (best, stop) = stopping.Judge(watched[..++epoch]);
        }

        Assert.Equal(expected.GetProperty("stopped_epoch").ValueKind == JsonValueKind.Null ? null : expected.GetProperty("stopped_epoch").GetInt32(), stop ? epoch - 1 : (int?)null);
        Assert.Equal(expected.GetProperty("best_epoch").GetInt32(), best - 1);
        Assert.Equal(expected.GetProperty("best_value").GetDouble(), sign * watched[best - 1]);
    }

    private static void Refused<TException>(Func<object> make, string message)
        where TException : ArgumentException
        => Assert.Contains(message, Assert.ThrowsAny<TException>(make).Message, StringComparison.Ordinal);
}
