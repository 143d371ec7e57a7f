"""Records what Brian2 2.5 does with small networks, for firmware-src/test/spiking.test.ts.

    python3 record.py > more.json

Everything random is drawn here, from a fixed seed, and stored beside the result, so that another simulator can be given
the same. Times are steps of dt; potentials are sampled before the step of their number. A refractory time of Brian2 is one
step longer than the steps that it skips, so each is written as the time that is meant and one step.
"""

import json

import numpy as np
from brian2 import (
    Network, NeuronGroup, SpikeGeneratorGroup, SpikeMonitor, StateMonitor, Synapses, defaultclock, ms, prefs, start_scope,
)

prefs.codegen.target = "numpy"
random = np.random.default_rng(20)
DT = 0.1


def trains(sources, events, steps):
    """For each source, distinct steps in order, as a list of (step, source) in the order of time."""
    pairs = [(int(k), i) for i in range(sources) for k in np.sort(random.choice(steps, events, replace=False))]
    return sorted(pairs)


def generator(count, pairs):
    return SpikeGeneratorGroup(count, [i for _, i in pairs], [(k + 0.01) * DT for k, _ in pairs] * ms, period=0 * ms)


def spikes_of(monitor):
    return [[int(round(t / ms / DT)), int(i)] for t, i in zip(monitor.t, monitor.i)]


def samples(monitor, every):
    return [[round(float(v), 9) for v in row[::every]] for row in np.asarray(monitor.v)]


def neurons(count, model, reset="v = back", refractory=2.0, method="exact", **values):
    namespace = dict(tau=20 * ms, taus=5 * ms, rest=0.0, resistance=1.0, constant=0.0, theta=1.0, back=0.0)
    namespace.update(values)
    return NeuronGroup(
        count, model, threshold="v >= theta", reset=reset, refractory=(refractory + DT) * ms, method=method,
        namespace=namespace,
    )


LEAKY = """
dv/dt = (rest - v + resistance * (syn + constant)) / tau : 1 (unless refractory)
dsyn/dt = -syn / taus : 1
"""
EQUAL = """
dv/dt = (-v + syn) / tau : 1 (unless refractory)
dsyn/dt = -syn / tau : 1
"""


def driven(steps, group, pairs, sources, weights, variable="syn", every=20):
    """One neuron, driven by several sources."""
    start_scope()
    defaultclock.dt = DT * ms
    source = generator(sources, pairs)
    synapses = Synapses(source, group, "w : 1", on_pre=f"{variable} += w")
    synapses.connect()
    synapses.w = weights
    spikes, state = SpikeMonitor(group), StateMonitor(group, "v", record=True)
    network = Network(source, group, synapses, spikes, state)
    network.run(steps * DT * ms)
    return dict(
        steps=steps, every=every, inputs=pairs, weights=[float(w) for w in weights],
        spikes=[k for k, _ in spikes_of(spikes)], v=samples(state, every)[0],
    )


def subtracting():
    group = neurons(1, LEAKY, reset="v -= theta", refractory=0.0)
    return driven(10000, group, trains(3, 250, 10000), 3, [0.9, 0.7, -0.3])


def equal_times():
    """Brian2's exact solution divides by the difference of the time constants; its fourth order is as good here."""
    group = neurons(1, EQUAL, tau=10 * ms, method="rk4")
    return driven(10000, group, trains(3, 120, 10000), 3, [0.8, 0.6, -0.2])


def physical():
    """Millivolts, megaohms, nanoamperes; a constant current below the threshold; a long refractory period."""
    group = neurons(1, LEAKY, refractory=5.0, tau=15 * ms, taus=3 * ms, rest=-70.0, theta=-52.0, back=-65.0,
                    resistance=100.0, constant=0.1)
    group.v = -70.0
    return driven(10000, group, trains(3, 100, 10000), 3, [0.7, 0.45, -0.3])


def direct():
    """Synapses that add to the membrane potential; what arrives in the refractory period is held."""
    group = neurons(1, LEAKY, refractory=3.0)
    return driven(10000, group, trains(3, 300, 10000), 3, [0.3, 0.25, -0.1], variable="v")


def recurrent():
    """Twelve neurons that excite and inhibit each other with delays, and are kicked from outside."""
    start_scope()
    defaultclock.dt = DT * ms
    steps, count = 8000, 12
    pairs = trains(count, 90, steps)
    group = neurons(count, LEAKY)
    source = generator(count, pairs)
    kick = Synapses(source, group, on_pre="syn += 2.2")
    kick.connect(j="i")
    wiring = [
        [i, j, round(float(random.uniform(-1.0, 1.6)), 4), int(random.integers(0, 32))]
        for i in range(count) for j in range(count) if i != j and random.random() < 0.5
    ]
    links = Synapses(group, group, "w : 1", on_pre="syn += w")
    links.connect(i=[w[0] for w in wiring], j=[w[1] for w in wiring])
    links.w = [w[2] for w in wiring]
    links.delay = [w[3] * DT for w in wiring] * ms
    spikes, state = SpikeMonitor(group), StateMonitor(group, "v", record=True)
    Network(source, group, kick, links, spikes, state).run(steps * DT * ms)
    return dict(
        steps=steps, every=100, inputs=pairs, kick=2.2, synapses=wiring, spikes=spikes_of(spikes), v=samples(state, 100),
    )


LEARNING = """
w : 1
dx/dt = -x / taup : 1 (event-driven)
dy/dt = -y / taum : 1 (event-driven)
"""


def learning(model, on_pre, on_post, delays, initial, rewards=()):
    """Six synapses, each from its own source to its own target, which fires when it is told to.

    A reward (step, amount) comes before the step of its number. Weights are those at each reward and at the end.
    """
    start_scope()
    defaultclock.dt = DT * ms
    steps, count = 50000, 6
    pre, post = trains(count, 150, steps), trains(count, 150, steps)
    sources, targets = generator(count, pre), generator(count, post)
    namespace = dict(taup=20 * ms, taum=30 * ms, taue=200 * ms, up=0.03, down=0.025, mu=0.5)
    synapses = Synapses(sources, targets, model, on_pre=on_pre, on_post=on_post, namespace=namespace, method="exact")
    synapses.connect(j="i")
    synapses.pre.delay = [d * DT for d in delays] * ms
    synapses.w = initial
    network = Network(sources, targets, synapses)
    weights = []
    at = 0
    for step, amount in [*rewards, (steps, 0.0)]:
        network.run((step - at) * DT * ms)
        if amount != 0.0:
            # Brian2 decays in a step's beginning, so what it shows now is what was left after the step before.
            eligibility = np.asarray(synapses.elig) * np.exp(-DT / 200)
            synapses.w = np.clip(np.asarray(synapses.w) + 0.5 * amount * eligibility, 0, 1)
        weights.append([float(w) for w in synapses.w])
        at = step
    return dict(
        steps=steps, pre=pre, post=post, delays=delays, initial=initial, rewards=[list(r) for r in rewards], weights=weights,
    )


INITIAL = [0.5, 0.4, 0.6, 0.3, 0.7, 0.5]


def delayed_learning():
    return learning(LEARNING, "x += up; w = clip(w - y, 0, 1)", "y += down; w = clip(w + x, 0, 1)",
                    [0, 3, 7, 12, 20, 31], INITIAL)


def soft_bounds():
    return learning(LEARNING, "x += up; w = clip(w - y * w**mu, 0, 1)", "y += down; w = clip(w + x * (1 - w)**mu, 0, 1)",
                    [0] * 6, INITIAL)


def rewarded():
    model = LEARNING + "delig/dt = -elig / taue : 1 (clock-driven)\n"
    rewards = [(8000, 1.0), (16000, -0.5), (24000, 2.0), (32000, 1.0), (40000, -1.0)]
    return learning(model, "x += up; elig -= y", "y += down; elig += x", [0] * 6, INITIAL, rewards)


SCENARIOS = [subtracting, equal_times, physical, direct, recurrent, delayed_learning, soft_bounds, rewarded]
print(json.dumps({scenario.__name__: scenario() for scenario in SCENARIOS}, separators=(",", ":")))
