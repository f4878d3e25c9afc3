using Kilter.Numerics.Neural.Losses;
using Kilter.Numerics.Neural.Optimizers;
using Kilter.Numerics.Randomness;

namespace Kilter.Numerics.Neural.Training;

/// <summary>Trains a network on windows: batches, epochs, validation, early stopping.</summary>
/// <remarks>
/// <para>
/// The same network, windows and options give the same weights to the bit, whatever the threads and the processor. A step allocates nothing once
/// the first has run.
/// </para>
/// <para>Not safe for several threads at once. Memory: the weights 3 + moments + gradients of up to 16 shards times, and the activations of a panel a thread.</para>
/// </remarks>
public sealed class Trainer
{
    private readonly Network _network;
    private readonly ILoss _loss;
    private readonly TrainingOptions _options;
    private readonly WeightUpdate _update;
    private readonly BatchPass _batch;
    private readonly Scoring _validation;
    private readonly StatefulScoring? _stateful;
    private readonly TrainingState _state;
    private readonly Checkpoint _checkpoint;

    /// <summary>Takes the memory for training that network.</summary>
    /// <exception cref="ArgumentException">The loss does not fit the network's output, or options contradict each other.</exception>
    public Trainer(Network network, ILoss loss, TrainingOptions options)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(loss);
        ArgumentNullException.ThrowIfNull(options);
        if (options is { Stateful: true, Shuffle: true })
        {
            throw new ArgumentException("Stateful training carries state from batch to batch and needs the windows in order: set Shuffle to false.", nameof(options));
        }

        (_network, _loss, _options) = (network, loss, options);
        loss.TargetLength(network.Output);
        var threads = WorkerPool.Wanted(options.Threads);
        var shards = BatchPass.ShardsFor(options.BatchSize);
        // Any thread of a pool may claim a piece and needs memory for a panel: no more of them than a batch has work for.
        var pool = WorkerPool.Of(Math.Min(threads, shards));
        _update = new WeightUpdate(network, options.Optimizer, options.Clip, shards, pool);
        _batch = new BatchPass(network, loss, options.BatchSize, _update, pool);
        _validation = new Scoring(network, WorkerPool.Of(threads), loss);
        _stateful = options.Stateful ? new StatefulScoring(network, loss, options.BatchSize, _batch.Lanes, pool) : null;
        _state = new TrainingState(network.Weights);
        _checkpoint = new Checkpoint(network, loss, options, _update, _state);
    }

    /// <summary>Takes over a checkpoint, before <see cref="Fit"/>: the network gets its weights, and training goes on after its last epoch.</summary>
    /// <remarks>
    /// With the same windows, the weights and the history are in the end those of a training that was never broken off, to the bit. The epochs to train to, the
    /// threads and the explosion factor may differ from before; the network's layers, the loss and all other options may not.
    /// </remarks>
    /// <param name="path">The file of <see cref="CheckpointOptions.Path"/>.</param>
    /// <exception cref="InvalidDataException">The file is damaged, or of another training; the message names the first difference, and nothing is changed.</exception>
    /// <exception cref="IOException">The file is not there, or cannot be read.</exception>
    public void Resume(string path) => _checkpoint.Read(path);

    /// <summary>Trains to the last epoch, or until early stopping ends it.</summary>
    /// <param name="inputs">Windows of the network's input shape. Finite.</param>
    /// <param name="targets">The target of each window; the inputs themselves for an autoencoder.</param>
    /// <param name="progress">Hears of each epoch as it ends; may be null.</param>
    /// <param name="cancellation">Looked at once a batch. A cancelled training leaves the weights as they are then.</param>
    /// <exception cref="ArgumentException">Windows do not fit the network; a value is NaN or infinite.</exception>
    /// <exception cref="TrainingDivergedException">The loss became NaN or infinite, or exploded. The weights are put back.</exception>
    public TrainingHistory Fit(IWindowSource inputs, IWindowSource targets, IProgress<EpochResult>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(targets);
        WindowCheck.Fits(inputs, _network.Input.Length, "input", _network.Input.Width);
        WindowCheck.Fits(targets, _loss.TargetLength(_network.Output), "target", _network.Output.Width);
        if (inputs.Count != targets.Count)
        {
            throw new ArgumentException($"There are {inputs.Count} inputs and {targets.Count} targets; each window needs one target.", nameof(targets));
        }

        var training = inputs.Count - (int)(inputs.Count * _options.ValidationShare);
        if (_options.Stateful && training < inputs.Count)
        {
            // Validation goes on in the places of the batch where training ended, so that training must end with a full batch.
            training -= training % _options.BatchSize;
        }

        if (training == 0)
        {
            throw new ArgumentException($"{inputs.Count} windows leave none to train on.{(_options.Stateful ? " Stateful training with validation takes whole batches: lower BatchSize or ValidationShare." : "")}", nameof(inputs));
        }

        var order = new int[inputs.Count];
        while (_state.Epochs.Count < _options.Epochs && !_state.Judge(_options.EarlyStopping).Stop)
        {
            var result = Epoch(inputs, targets, order, training, cancellation);
            Keep(result);
            WriteCheckpoint(result.Number);
            progress?.Report(result);
        }

        if (_options.EarlyStopping is { RestoreBest: true })
        {
            PutBack();
        }

        var (best, stopped) = _state.Judge(_options.EarlyStopping);
        return new TrainingHistory([.. _state.Epochs], best, stopped);
    }

    private EpochResult Epoch(IWindowSource inputs, IWindowSource targets, int[] order, int training, CancellationToken cancellation)
    {
        Order(order, training);
        _batch.States.Span.Clear();
        var (sum, rate) = (0.0, 0.0);
        for (var start = 0; start < training; start += _options.BatchSize)
        {
            cancellation.ThrowIfCancellationRequested();
            var count = Math.Min(_options.BatchSize, training - start);
            rate = start == 0 || _options.Schedule.ChangesWithinEpoch
                ? _options.Schedule.RateAt(_options.Optimizer.LearningRate, _state.Epochs.Count, _state.Steps, _state.Watched)
                : rate;
            var loss = _batch.Run(inputs, targets, order, start, count, StepKey(), _options.Stateful, out var shards);
            CheckLoss(loss / count, start / _options.BatchSize);
            _update.Run(shards, new UpdateStep(++_state.Steps, rate));
            sum += loss;
        }

        var validating = order.Length - training;
        var validation = validating == 0 ? double.NaN
            : _stateful is null ? _validation.MeanLoss(inputs, targets, order, training, validating)
            : _stateful.MeanLoss(inputs, targets, training, _batch.States.Span);
        return new EpochResult(_state.CurrentEpoch, sum / training, validation, rate);
    }

    /// <summary>The order of an epoch follows from the seed and its number alone, so that a resumed training takes the same.</summary>
    private void Order(int[] order, int training)
    {
        for (var n = 0; n < order.Length; n++)
        {
            order[n] = n;
        }

        if (_options.Shuffle)
        {
            new Rng(_options.Seed + (0x9E37_79B9_7F4A_7C15UL * (ulong)_state.CurrentEpoch)).Shuffle(order.AsSpan(0, training));
        }
    }

    private ulong StepKey() => (_options.Seed * 0xD134_2543_DE82_EF95UL) + ((ulong)_state.Steps * 0x9E37_79B9_7F4A_7C15UL) + 1;

    private void Keep(EpochResult result)
    {
        _state.Epochs.Add(result);
        _state.Watched.Add(result.Watched);
        CheckEpoch(result);
        if (_options.EarlyStopping is { RestoreBest: true } && _state.Judge(_options.EarlyStopping).BestEpoch == result.Number)
        {
            _network.Weights.CopyTo(_state.Best);
        }
    }

    private void WriteCheckpoint(int epoch)
    {
        if (_options.Checkpoint is { } checkpoint
            && (epoch % checkpoint.EveryEpochs == 0 || epoch == _options.Epochs || _state.Judge(_options.EarlyStopping).Stop))
        {
            _checkpoint.Write(checkpoint.Path);
        }
    }

    private void CheckLoss(double loss, int batch)
    {
        if (double.IsNaN(_state.FirstLoss))
        {
            _state.FirstLoss = loss;
        }

        if (!double.IsFinite(loss))
        {
            throw Diverged(FormattableString.Invariant($"The loss is {loss} in batch {batch + 1} of epoch {_state.CurrentEpoch}"));
        }
    }

    private void CheckEpoch(EpochResult result)
    {
        if (!double.IsFinite(result.Watched) || result.Loss - _state.FirstLoss > (_options.ExplosionFactor - 1) * Math.Max(Math.Abs(_state.FirstLoss), 1e-6))
        {
            throw Diverged(FormattableString.Invariant($"The loss went from {_state.FirstLoss:g4} in the first batch to {result.Watched:g4} in epoch {result.Number}"));
        }
    }

    private TrainingDivergedException Diverged(string what)
    {
        var where = Divergence.Describe(_network);
        PutBack();
        return new TrainingDivergedException(FormattableString.Invariant(
            $"{what}. {where} Lower the learning rate (it is {_options.Optimizer.LearningRate:g4}), clip gradients (Clip = GradientClip.ByNorm(1)), or scale the inputs to about ±1. The weights from before were put back."));
    }

    private void PutBack()
    {
        _state.Best.CopyTo(_network.Weights);
        _network.Pack();
    }
}
